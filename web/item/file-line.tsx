import type { RefusedUpload } from '../../model/views.ts';
import { formatDuration, formatPercent, formatSize } from '../language/format.ts';
import { useLanguage, useMessage } from '../language/language.tsx';
import type { Messages } from '../language/messages.ts';
import { isUnderWay } from '../uploads/transfer.ts';
import type { FileRow } from './file-rows.ts';

interface FileLineProps {
  readonly row: FileRow;
  readonly retry: () => void;
  readonly stop: () => void;
}

function isStopped({ stage }: FileRow): boolean {
  return stage === 'rejected' || stage === 'failed' || stage === 'refused';
}

/** One file: its name, its stage in words and numbers, and what to do if it stopped. */
export function FileLine({ row, retry, stop }: FileLineProps) {
  const { text, language } = useLanguage();
  const mark = row.stage === 'ready' ? 'ready' : isStopped(row) ? 'stopped' : 'going';
  const isAtWork = mark === 'going' && row.stage !== 'done';
  return (
    <li className={`file-line file-line-${mark}`} data-stage={row.stage}>
      <span className="file-mark" aria-hidden="true">
        {mark === 'ready' ? '✔' : mark === 'stopped' ? '✖' : ''}
      </span>
      <span className="file-name" dir="auto">
        {row.name}
      </span>
      <span className="file-stage">{stageWords(row, text)}</span>
      <span className="file-size">{formatSize(row.sizeBytes, language)}</span>
      <FileButtons row={row} retry={retry} stop={stop} />
      {isAtWork && <progress aria-label={row.name} value={row.fraction} max={1} />}
      <span className="file-speed">{speedWords(row, text, language)}</span>
      {isStopped(row) && <Verdict row={row} />}
    </li>
  );
}

function stageWords({ stage, stageFraction, file, transfer }: FileRow, text: Messages): string {
  const words = file !== undefined ? text.fileStates[file.state] : text.phases[transfer?.phase ?? 'waiting'];
  const isMeasured = stageFraction !== null && stage !== 'ready';
  return isMeasured ? `${words} ${formatPercent(stageFraction)}` : words;
}

function speedWords({ transfer, file }: FileRow, text: Messages, language: 'en' | 'nl'): string {
  if (file !== undefined || transfer?.phase !== 'sending' || !transfer.bytesPerSecond) return '';
  const leftMs = ((transfer.sizeBytes - transfer.doneBytes) * 1000) / transfer.bytesPerSecond;
  const speed = text.speed(formatSize(transfer.bytesPerSecond, language));
  return `${speed}, ${text.timeLeft(formatDuration(leftMs, text))}`;
}

function FileButtons({ row, retry, stop }: FileLineProps) {
  const { text } = useLanguage();
  const canRetry =
    row.stage === 'failed' || (row.stage === 'refused' && row.transfer !== undefined && row.sizeBytes > 0);
  if (canRetry) {
    return (
      <button type="button" className="small" aria-label={text.retryFile(row.name)} onClick={retry}>
        {text.retry}
      </button>
    );
  }
  const canStop = row.file === undefined && row.transfer !== undefined && isUnderWay(row.transfer);
  return canStop ? (
    <button type="button" className="small quiet" aria-label={text.stopFile(row.name)} onClick={stop}>
      ×
    </button>
  ) : (
    <span />
  );
}

/** Why a file stopped, in a sentence, and what to do about it. */
function Verdict({ row }: { readonly row: FileRow }) {
  const { text } = useLanguage();
  const say = useMessage();
  const errors = row.file?.findings.filter(({ severity }) => severity === 'error') ?? [];
  const why = row.file?.failure ?? sendingProblem(row, text);
  const help =
    row.stage === 'rejected' || row.sizeBytes === 0
      ? text.fileHelp.rejected
      : text.fileHelp[row.stage as 'failed' | 'refused'];
  return (
    <div className="verdict" role="status">
      {errors.map((finding) => (
        <p key={finding.rule}>{say(finding.message)}</p>
      ))}
      {why && <p>{why}</p>}
      <p className="hint">{help}</p>
    </div>
  );
}

function sendingProblem({ transfer }: FileRow, text: Messages): string | null {
  if (transfer?.detail === 'empty') return text.emptyFile;
  return transfer?.detail === 'signed-out' ? text.signedOutWhileSending : (transfer?.detail ?? null);
}

/** A file that the server refused, told of by an earlier visit: its bytes are kept aside until it comes again. */
export function RefusedLine({ upload }: { readonly upload: RefusedUpload }) {
  const { text, language } = useLanguage();
  return (
    <li className="file-line file-line-stopped" data-stage="refused">
      <span className="file-mark" aria-hidden="true">
        ✖
      </span>
      <span className="file-name" dir="auto">
        {upload.fileName}
      </span>
      <span className="file-stage">{text.refusedEarlier}</span>
      <span className="file-size">{upload.sizeBytes !== null && formatSize(upload.sizeBytes, language)}</span>
      <span />
      <div className="verdict">
        <p>{upload.detail}</p>
        <p className="hint">{text.fileHelp.refused}</p>
      </div>
    </li>
  );
}
