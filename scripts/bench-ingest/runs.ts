import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { PYRAMID } from '../../image/pyramid.ts';
import { JPEG_QUALITY } from '../../image/render.ts';
import { Fault } from '../../model/fault.ts';
import { COUNTS_CPU, endedChildrenCpuMs } from '../bench/processes.ts';
import { WORKER_MEMORY } from '../start/processes.ts';
import { peakBytesOf } from './peak.ts';

const ownRun = z.object({
  wallMs: z.number(),
  cpuMs: z.number().nullable(),
  /** The most memory that the process ever had; null where the system does not tell. */
  peakBytes: z.number().nullable(),
  bytesOut: z.number(),
});

/** What cutting one master took. */
export type OwnRun = z.infer<typeof ownRun>;

/** One that cuts. */
export interface Contestant {
  readonly name: ContestantName;
  run(input: string, output: string): Promise<OwnRun>;
}

export const CONTESTANTS = {
  recto: 'Recto: pack cut, sizes drawn, all proved',
  vips: 'vips dzsave',
  tile: 'sharp .tile(), as it comes',
  encode: 'sharp, one JPEG',
} as const;

export type ContestantName = keyof typeof CONTESTANTS;

/** The vips program's version; undefined where it is not installed. */
export function findVips(): string | undefined {
  const { stdout, error } = spawnSync('vips', ['--version'], { encoding: 'utf8' });
  return error === undefined ? stdout.trim() : undefined;
}

/** Whoever is there to cut. One JPEG takes seven bytes of memory a pixel, which is too much for a large master. */
export function contestants(vips: string | undefined, isBig: boolean): readonly Contestant[] {
  const names: ContestantName[] = ['recto', 'vips', 'tile', 'encode'];
  const able = names.filter(
    (name) => !(name === 'vips' && vips === undefined) && !(name === 'encode' && isBig),
  );
  return able.map((name) => ({
    name,
    run: name === 'vips' ? runVips : (input, output) => runOwn(name, input, output),
  }));
}

const execute = promisify(execFile);
const RUNNER = fileURLToPath(new URL('./runner.ts', import.meta.url));

/** In a process as a worker's is. It counts from where its program is loaded: a worker does that once. */
async function runOwn(way: string, input: string, output: string): Promise<OwnRun> {
  try {
    const { stdout } = await execute(process.execPath, ['--import', 'tsx', RUNNER, way, input, output], {
      env: { ...process.env, ...WORKER_MEMORY },
    });
    return ownRun.parse(JSON.parse(stdout));
  } finally {
    await rm(output, { force: true });
  }
}

const POLL_MS = 5;

/** The command that a person would give. */
async function runVips(input: string, output: string): Promise<OwnRun> {
  const zip = `${output}.zip`;
  const look = ['--layout', 'iiif3', '--container', 'zip', '--tile-size', String(PYRAMID.tileSizePx)];
  const cpuBefore = endedChildrenCpuMs();
  const startedAt = performance.now();
  const child = spawn('vips', ['dzsave', input, zip, ...look, '--suffix', `.jpg[Q=${JPEG_QUALITY}]`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peakBytes: number | null = null;
  const poll = setInterval(() => {
    peakBytes = peakBytesOf(child.pid ?? 0) ?? peakBytes;
  }, POLL_MS);
  try {
    const [code] = await once(child, 'exit');
    const wallMs = performance.now() - startedAt;
    if (code !== 0) throw new Fault('internal', `vips ended with ${String(code)}.`);
    const cpuMs = COUNTS_CPU ? endedChildrenCpuMs() - cpuBefore : null;
    return { wallMs, cpuMs, peakBytes, bytesOut: (await stat(zip)).size };
  } finally {
    clearInterval(poll);
    await rm(zip, { force: true });
  }
}
