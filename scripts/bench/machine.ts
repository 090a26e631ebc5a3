import { readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import sharp from 'sharp';

/** What the figures were measured on. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly sharp: string;
  readonly libvips: string;
}

export function describeMachine(): Machine {
  return {
    date: new Date().toISOString(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
    sharp: sharp.versions.sharp ?? '',
    libvips: sharp.versions.vips,
  };
}

/** The machine in a line. */
export function nameMachine(machine: Machine): string {
  const { cpu, cores, memoryGb, system, node, date } = machine;
  const libraries = `Node ${node}, sharp ${machine.sharp}, libvips ${machine.libvips}`;
  return `${cpu}, ${cores} cores, ${memoryGb} GB; ${system}; ${libraries}; ${date.slice(0, 10)}`;
}

/** How busy others keep the machine, where the system tells: figures taken then are worth little. */
export function loadAverage(): number | undefined {
  try {
    return Number(readFileSync('/proc/loadavg', 'utf8').split(' ')[0]);
  } catch {
    return undefined;
  }
}
