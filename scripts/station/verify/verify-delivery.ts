import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { type Concordance, readConcordance } from '../../../intake/concordance.ts';
import { decodeTable } from '../../../intake/csv.ts';
import { type DeliveryReport, reportOf } from '../../../intake/delivery-report.ts';
import { readUnitIds } from '../../../intake/ead.ts';
import { errorCode, Fault } from '../../../model/fault.ts';
import type { VerifyOptions } from '../verify-options.ts';
import { readDelivery } from './read-delivery.ts';

/** Which table, which folder, and which files are about the delivery and no part of it. */
export type VerifyInput = Pick<VerifyOptions, 'list' | 'dir' | 'ead' | 'html' | 'csv'>;

const MOST_TABLE_BYTES = 64 * 2 ** 20;
const MOST_EAD_BYTES = 256 * 2 ** 20;

/**
 * Reads a table, and what lies on the disk, and judges them.
 *
 * @throws Fault where something cannot be read, so that there is no verdict.
 */
export async function verifyDelivery(options: VerifyInput, signal: AbortSignal): Promise<DeliveryReport> {
  const { list, dir, ead, html, csv } = options;
  await mustBeFolder(dir);
  const concordance = concordanceOf(await readWhole(list, MOST_TABLE_BYTES));
  const unitIds = ead === undefined ? undefined : await unitIdsOf(ead);
  const about = [list, ead, html, csv].filter((path) => path !== undefined);
  const found = concordance.isReadable ? await readDelivery(dir, concordance.list, about, signal) : undefined;
  const head = { list: basename(list), name: basename(resolve(dir)), checkedAt: Date.now() };
  return reportOf(head, concordance, found, unitIds);
}

/** A table in another encoding is no text: the rule for that says so. */
function concordanceOf(bytes: Uint8Array): Concordance {
  return readConcordance(decodeTable(bytes) ?? '\0');
}

async function unitIdsOf(path: string): Promise<ReadonlySet<string>> {
  const ids = readUnitIds(new TextDecoder().decode(await readWhole(path, MOST_EAD_BYTES)));
  if (ids.size === 0)
    throw new Fault('bad-request', `There is no unitid in ${path}. Is it an EAD finding aid?`);
  return ids;
}

async function mustBeFolder(dir: string): Promise<void> {
  const facts = await stat(dir).catch((cause: unknown) => {
    throw new Fault('not-found', `The folder ${dir} cannot be read.`, { cause });
  });
  if (!facts.isDirectory())
    throw new Fault('bad-request', `${dir} is a file. Give the folder that the delivery lies in.`);
}

async function readWhole(path: string, most: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > most) throw new Fault('too-large', `${path} has more than ${most / 2 ** 20} MB.`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    if (errorCode(cause) === 'EISDIR')
      throw new Fault('bad-request', `${path} is a folder. First the table, then the folder.`);
    throw new Fault('not-found', `The file ${path} cannot be read.`, { cause });
  }
}
