import type { SurfaceView } from '../../model/views.ts';
import { useText } from '../language/language.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAsking } from '../parts/use-asking.ts';
import { rescansApi } from '../rescans/api.ts';

interface ShowVersionProps {
  readonly surface: SurfaceView;
  readonly version: number;
}

/** Brings another scan of a page back; on the one that was shown the same button then undoes it. */
export function ShowVersion({ surface, version }: ShowVersionProps) {
  const { rescans } = useText();
  const { ask, error, isBusy } = useAsking();
  function show(): void {
    // What is shown then comes with the item, of which the server tells.
    if (!isBusy) void ask(async () => void (await rescansApi.show(surface.id, version)));
  }
  return (
    <>
      <button type="button" className="small" aria-disabled={isBusy} onClick={show}>
        {rescans.showVersion(version)}
      </button>
      <Problem error={error} />
    </>
  );
}
