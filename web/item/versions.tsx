import type { Finding } from '../../model/finding.ts';
import type { FileView, SurfaceView } from '../../model/views.ts';
import { formatSize, formatTime } from '../language/format.ts';
import { useLanguage, useMessage, useText } from '../language/language.tsx';
import { Link } from '../router.tsx';
import { ShowVersion } from './show-version.tsx';

/** Every scan of a side, newest first, with what was found of each. */
export function Versions({ surface }: { readonly surface: SurfaceView }) {
  const { text } = useLanguage();
  return (
    <aside className="versions" aria-label={text.versions}>
      <h3>{text.versions}</h3>
      {surface.versions.map((file) => (
        <Version key={file.id} file={file} surface={surface} />
      ))}
    </aside>
  );
}

function Version({ file, surface }: { readonly file: FileView; readonly surface: SurfaceView }) {
  const { text, language } = useLanguage();
  const isCurrent = file.version === surface.currentVersion;
  return (
    <article className="version">
      <h4>
        {text.versionN(file.version)}
        {isCurrent && <span className="badge badge-published">{text.current}</span>}
        {file.state !== 'ready' && <span className="badge">{text.fileStates[file.state]}</span>}
      </h4>
      {file.state === 'ready' && !isCurrent && <ShowVersion surface={surface} version={file.version} />}
      <p dir="auto">{file.name}</p>
      <p className="hint">
        {formatSize(file.sizeBytes, language)} · {formatTime(file.createdAt, language)}
      </p>
      <Facts file={file} />
      <ScannedAt file={file} />
      <Findings findings={file.findings} />
      {file.failure !== null && <p className="problem">{file.failure}</p>}
      <p className="hint digest" title={text.digestBy[file.digestOrigin]}>
        SHA-256 {file.sha256}
      </p>
    </article>
  );
}

function Facts({ file }: { readonly file: FileView }) {
  const { text } = useLanguage();
  if (file.facts === null) return null;
  const { width, height, formatName, bitsPerSample, samplesPerPixel, compression, iccProfile, ppiX } =
    file.facts;
  const depth = `${samplesPerPixel} × ${bitsPerSample} bit`;
  const known = [
    formatName,
    depth,
    compression,
    iccProfile,
    ppiX === null ? null : `${Math.round(ppiX)} ppi`,
  ];
  return (
    <p className="hint">
      {[text.pixels(width, height), ...known].filter((fact) => fact !== null && fact !== '').join(' · ')}
    </p>
  );
}

/** Where and by whom it was scanned, where that is known. */
function ScannedAt({ file: { session } }: { readonly file: FileView }) {
  const text = useText();
  if (session === null) return null;
  return (
    <p className="hint">
      <Link to={`/sessions/${session.id}`}>{text.sessions.ofFile(session.station, session.operator)}</Link>
      <span dir="auto"> · {session.device}</span>
    </p>
  );
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { text } = useLanguage();
  const say = useMessage();
  if (findings.length === 0) return <p className="hint">{text.noFindings}</p>;
  return (
    <ul className="findings" aria-label={text.findings}>
      {findings.map((finding) => (
        <li key={`${finding.rule} ${finding.value}`} className={`finding finding-${finding.severity}`}>
          <p>{say(finding.message)}</p>
          {finding.value !== undefined && <p className="hint">{text.found(finding.value)}</p>}
          {finding.expected !== undefined && <p className="hint">{text.expected(finding.expected)}</p>}
        </li>
      ))}
    </ul>
  );
}
