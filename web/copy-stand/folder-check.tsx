import { useEffect, useRef, useState } from 'react';
import { useText } from '../language/language.tsx';
import { hashFile } from '../uploads/hash-file.ts';
import { standApi } from './api.ts';

/** How far the comparison of a folder is. */
type Comparison =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy'; readonly done: number; readonly total: number }
  | { readonly kind: 'failed' }
  | { readonly kind: 'done'; readonly total: number; readonly strangers: readonly string[] };

/** What systems strew about, and nobody needs to keep. */
const NOISE = /^(\.|(eh)?thumbs\.db$|desktop\.ini$)/i;
/** As many digests as the server takes at once. */
const AT_ONCE = 5_000;
const MOST_NAMED = 50;

/** What a comparison proved: how many files there are, and how many of them are not in the archive. */
export interface FolderFound {
  readonly total: number;
  readonly strangers: number;
}

interface FolderCheckProps {
  /** Told as soon as it is known; undefined while another folder is compared, and where one could not be read. */
  readonly found: (result: FolderFound | undefined) => void;
}

/** Compares a folder with the archive by digests alone: nothing is sent but those. */
export function FolderCheck({ found }: FolderCheckProps) {
  const { stand: text } = useText();
  const input = useRef<HTMLInputElement>(null);
  const running = useRef<AbortController>(undefined);
  const [comparison, setComparison] = useState<Comparison>({ kind: 'none' });
  useEffect(() => () => running.current?.abort(), []);
  function compare(chosen: Iterable<File>): void {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const tell = (next: Comparison) => {
      if (controller.signal.aborted) return;
      setComparison(next);
      found(next.kind === 'done' ? { total: next.total, strangers: next.strangers.length } : undefined);
    };
    const files = [...chosen].filter(({ name }) => !NOISE.test(name));
    compareAll(files, controller.signal, tell).catch(() => tell({ kind: 'failed' }));
  }
  return (
    <section className="stand-compare">
      <h2>{text.compare}</h2>
      <p>{text.compareLead}</p>
      <button type="button" onClick={() => input.current?.click()}>
        {text.chooseFolder}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        {...{ webkitdirectory: '' }}
        onChange={(event) => {
          compare(event.target.files ?? []);
          event.target.value = '';
        }}
      />
      <Compared comparison={comparison} />
    </section>
  );
}

async function compareAll(
  files: readonly File[],
  signal: AbortSignal,
  tell: (next: Comparison) => void,
): Promise<void> {
  const digests = new Map<File, string>();
  for (const file of files) {
    tell({ kind: 'busy', done: digests.size, total: files.length });
    digests.set(file, await hashFile(file, () => {}, signal));
  }
  const all = [...new Set(digests.values())];
  const kept = new Set<string>();
  for (let start = 0; start < all.length; start += AT_ONCE)
    for (const digest of (await standApi.kept(all.slice(start, start + AT_ONCE))).kept) kept.add(digest);
  const strangers = files.filter((file) => !kept.has(digests.get(file) ?? ''));
  tell({
    ...{ kind: 'done', total: files.length },
    strangers: strangers.map(({ name, webkitRelativePath }) => webkitRelativePath || name),
  });
}

function Compared({ comparison }: { readonly comparison: Comparison }) {
  const { stand: text } = useText();
  if (comparison.kind === 'none') return null;
  if (comparison.kind === 'busy')
    return <p role="status">{text.comparing(comparison.done, comparison.total)}</p>;
  if (comparison.kind === 'failed') return <p className="problem">{text.unreadable}</p>;
  const { total, strangers } = comparison;
  if (total === 0) return <p role="status">{text.emptyFolder}</p>;
  if (strangers.length === 0)
    return (
      <p className="stand-finished stand-good" role="status">
        ✔ {text.allKept(total)}
      </p>
    );
  const more = strangers.length - MOST_NAMED;
  return (
    <div className="problem" role="alert">
      <strong>
        ✖ {text.notSafe}: {text.notKept(strangers.length)}
      </strong>
      <p>
        {strangers.slice(0, MOST_NAMED).join(', ')}
        {more > 0 && ` … +${more}`}
      </p>
    </div>
  );
}
