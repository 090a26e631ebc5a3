import { CopyButton } from '../parts/copy-button.tsx';

/** A secret that is shown this one time, with what to do with it. */
export function ShownOnce({ lead, secret }: { readonly lead: string; readonly secret: string }) {
  return (
    <div className="shown-once" role="status">
      <p>{lead}</p>
      <div className="copy-row">
        <code>{secret}</code>
        <CopyButton value={secret} what={lead} />
      </div>
    </div>
  );
}
