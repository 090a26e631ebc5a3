import type { SafeView } from '../../model/copy-stand.ts';
import { formatSize, formatTime } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { daySearch } from './api.ts';
import type { Span } from './day.ts';

interface DigestsProps {
  readonly safe: SafeView;
  readonly stationId: string;
  readonly span: Span;
}

/** The digests of a day, to read, to keep and to print. */
export function Digests({ safe, stationId, span }: DigestsProps) {
  const { language, text } = useLanguage();
  if (safe.files.length === 0) return null;
  const { digestColumns: columns } = text.stand;
  return (
    <section className="stand-digests">
      <div className="section-head">
        <h2>{text.stand.digests}</h2>
        <div className="actions">
          <a className="button" href={`/api/copy-stand/digests.csv?${daySearch(stationId, span)}`} download>
            {text.stand.download}
          </a>
          <button type="button" onClick={() => window.print()}>
            {text.stand.print}
          </button>
        </div>
      </div>
      <p className="hint">{text.stand.digestsLead}</p>
      <table>
        <thead>
          <tr>
            <th>{columns.name}</th>
            <th>{columns.reference}</th>
            <th>{columns.state}</th>
            <th>{columns.size}</th>
            <th>{columns.sha256}</th>
            <th>{columns.at}</th>
          </tr>
        </thead>
        <tbody>
          {safe.files.map((file) => (
            <tr key={`${file.reference} ${file.name} ${file.version}`}>
              <td>
                <bdi>{file.name}</bdi>
              </td>
              <td>
                <bdi>{file.reference}</bdi>
              </td>
              <td>
                {text.stand.states[file.state]}
                {file.fate && `, ${text.stand.fates[file.fate]}`}
              </td>
              <td>{formatSize(file.sizeBytes, language)}</td>
              <td className="stand-digest">{file.sha256}</td>
              <td>{formatTime(file.at, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
