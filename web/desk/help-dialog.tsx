import { useText } from '../language/language.tsx';
import { Dialog } from '../parts/dialog.tsx';

/** What the keys and the mouse do among the pages. */
export function HelpDialog({ close }: { readonly close: () => void }) {
  const text = useText();
  return (
    <Dialog title={text.desk.help} className="dialog-form" close={close}>
      <div className="desk-help">
        <p>{text.desk.helpLead}</p>
        <dl>
          {text.desk.helpList.map(([keys, words]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <div className="actions">
          <button type="button" className="primary" onClick={close}>
            {text.close}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
