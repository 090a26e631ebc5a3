import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** What a process has used so far. */
export interface Usage {
  readonly pid: number;
  /** The program that it runs: `main.ts`, `front.ts`. */
  readonly program: string;
  /** Of the process and of its children that have ended. */
  readonly cpuMs: number;
  readonly rssBytes: number;
}

/** Linux counts CPU time for user space in hundredths of a second, whatever its own clock does. */
const TICK_MS = 10;

/** Whether this system tells what processes use. */
export const COUNTS_CPU = process.platform === 'linux';

/** A process and all that it has started, as far as they run; nothing where the system is not Linux. */
export function readTree(root: number): readonly Usage[] {
  if (!COUNTS_CPU) return [];
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(readStat(Number(name))?.[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree.flatMap((pid) => readUsage(pid) ?? []);
}

/** The process below `root` that runs a program; undefined where none does, or the system is not Linux. */
export function findProgram(root: number, program: string): number | undefined {
  return readTree(root).find(({ pid }) => commandOf(pid).some((part) => part.endsWith(program)))?.pid;
}

/** The CPU time of a whole tree. */
export function cpuMsOf(tree: readonly Usage[]): number {
  return tree.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** CPU time of the children of this process that have ended: what the load generator took is the difference. */
export function endedChildrenCpuMs(): number {
  const stat = COUNTS_CPU ? readStat(process.pid) : undefined;
  return (Number(stat?.[13] ?? 0) + Number(stat?.[14] ?? 0)) * TICK_MS;
}

function readUsage(pid: number): Usage | undefined {
  const stat = readStat(pid);
  const status = readText(`/proc/${pid}/status`);
  if (stat === undefined || status === undefined) return undefined;
  const ticks = stat.slice(11, 15).reduce((sum, text) => sum + Number(text), 0);
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB/m.exec(status) ?? [];
  const command = commandOf(pid);
  const program = command.find((part) => /\.(ts|js|mjs)$/.test(part)) ?? command[0] ?? '';
  return { pid, program: basename(program), cpuMs: ticks * TICK_MS, rssBytes: Number(kilobytes) * 1024 };
}

/** The fields of /proc/PID/stat after the name, which may hold anything: state, parent, … @see man proc_pid_stat */
function readStat(pid: number): string[] | undefined {
  const text = readText(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function commandOf(pid: number): string[] {
  return (readText(`/proc/${pid}/cmdline`) ?? '').split('\0');
}

/** Undefined where the process has ended meanwhile. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
