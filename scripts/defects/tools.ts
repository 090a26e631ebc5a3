import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Fault } from '../../model/fault.ts';
import { findImageMagick } from '../setup/parts.ts';

const run = promisify(execFile);

/** The same seed makes the same bytes, also tomorrow. */
const WITHOUT_TIME = ['-define', 'png:exclude-chunks=date,tIME'] as const;

/** Other people's programs, each from the bytes of a file to those of another. */
export interface Tools {
  /** libtiff's tiffcp: `-c lzw`, `-t`, `-8`, `-B`. */
  tiffcp(bytes: Buffer, ...flags: readonly string[]): Promise<Buffer>;
  /** libtiff's tiffset: a tag, and its values. */
  tiffset(bytes: Buffer, tag: number, ...values: readonly (string | number)[]): Promise<Buffer>;
  /** ImageMagick, which writes the format that `as` says: `tif`, `jpg`, `png`. */
  convert(bytes: Buffer, as: string, ...flags: readonly string[]): Promise<Buffer>;
}

/**
 * Lends the tools with a folder of their own, which is gone afterwards.
 *
 * @throws Fault('unavailable') where a program is not installed, or does not do what it is asked.
 */
export async function withTools<T>(use: (tools: Tools) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'recto-defects-'));
  const imageMagick = findImageMagick() ?? 'magick';
  let made = 0;
  const place = async (bytes: Buffer): Promise<string> => {
    made += 1;
    const path = join(folder, `${made}.tif`);
    await writeFile(path, bytes);
    return path;
  };
  try {
    return await use({
      async tiffcp(bytes, ...flags) {
        const from = await place(bytes);
        await runOrSay('tiffcp', [...flags, from, `${from}.tif`]);
        return readFile(`${from}.tif`);
      },
      async tiffset(bytes, tag, ...values) {
        const path = await place(bytes);
        await runOrSay('tiffset', ['-s', String(tag), ...values.map(String), path]);
        return readFile(path);
      },
      async convert(bytes, as, ...flags) {
        const from = await place(bytes);
        await runOrSay(imageMagick, [from, ...flags, ...WITHOUT_TIME, `${from}.${as}`]);
        return readFile(`${from}.${as}`);
      },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runOrSay(program: string, args: readonly string[]): Promise<void> {
  try {
    await run(program, [...args], { timeout: 60_000 });
  } catch (cause) {
    const words = cause instanceof Error ? cause.message.slice(0, 300) : '';
    throw new Fault(
      'unavailable',
      `${program} failed. Is it there? Run: npm run setup -- --tests. ${words}`,
      {
        cause,
      },
    );
  }
}
