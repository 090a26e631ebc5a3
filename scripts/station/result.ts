import type { FileSeen, ItemSeen } from './client.ts';

/** How one file ended: as the server sees it, or why it never came there. */
export interface FileEnd {
  readonly name: string;
  readonly file: FileSeen | null;
  readonly trouble: string | null;
}

/** What a station has to report. */
export interface SendResult {
  readonly item: ItemSeen;
  readonly files: readonly FileEnd[];
  /** Asked to publish. */
  readonly publish: boolean;
}

/** Whether everything that was asked for has been done. */
export function isComplete(result: SendResult): boolean {
  return (
    result.files.every((end) => end.file?.state === 'ready' && end.trouble === null) &&
    (!result.publish || isPublished(result.item))
  );
}

/** Whether what stands now is what the world sees. */
export function isPublished(item: ItemSeen): boolean {
  return item.publishedRevision !== null && item.withdrawnAt === null && !item.publishWhenReady;
}

/** The outcome for scripts: `{item, manifest, files}`, as docs and other programs know it. */
export function resultJson(result: SendResult): Readonly<Record<string, unknown>> {
  return {
    item: result.item.id,
    manifest: result.item.manifest,
    files: result.files.map((end) => ({
      name: end.name,
      state: end.file?.state ?? 'refused',
      findings: findingsOf(end),
      image: end.file?.image ?? null,
    })),
  };
}

function findingsOf(end: FileEnd) {
  const own = end.trouble === null ? [] : [{ rule: 'sending', severity: 'error', message: end.trouble }];
  const found = (end.file?.findings ?? []).map(({ rule, severity, message }) => ({
    rule,
    severity,
    message: message.en,
  }));
  return [...found, ...own];
}

/** The outcome for people: what is well in one line, everything else in a sentence with what to do. */
export function resultLines(result: SendResult): string[] {
  const ready = result.files.filter((end) => end.file?.state === 'ready').length;
  const lines = result.files.flatMap(troubleLines);
  const { item } = result;
  lines.push(
    `${item.reference}: ${ready} of ${result.files.length} ${result.files.length === 1 ? 'file' : 'files'} ready.`,
  );
  if (result.publish) lines.push(publicationLine(result));
  lines.push(`Look at it: ${addressOf(result)}`);
  return lines;
}

/** The page for everybody where it was published, else the one for who works on it: the other shows nothing yet. */
function addressOf({ item, publish }: SendResult): string {
  if (publish && isPublished(item)) return item.viewer;
  return new URL(`../items/${encodeURIComponent(item.id)}`, item.viewer).href;
}

function publicationLine({ item }: SendResult): string {
  if (isPublished(item)) return `Published: ${item.manifest}`;
  const why = item.blockers.length > 0 ? ` ${item.blockers.map(({ en }) => en).join(' ')}` : '';
  return `Not published yet.${why}`;
}

function troubleLines(end: FileEnd): string[] {
  const { name, file } = end;
  if (file === null) return [`${name}: ${end.trouble ?? 'not sent.'} Then give the same command again.`];
  if (end.trouble !== null) return [`${name}: ${end.trouble}`];
  const said = file.findings.map((finding) => `${name}: ${finding.severity}: ${finding.message.en}`);
  if (file.state === 'rejected') {
    return [...said, `${name}: rejected. Put a good scan in its place, and give the same command again.`];
  }
  if (file.state === 'failed') {
    const why = file.failure ? ` ${file.failure}` : '';
    return [
      ...said,
      `${name}: the server could not finish its work on it.${why} The scan is safe; give the same command again.`,
    ];
  }
  return said;
}
