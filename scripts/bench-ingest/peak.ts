import { readFileSync } from 'node:fs';

/** The most memory that a process ever had (VmHWM); undefined where it is gone, or the system is not Linux. */
export function peakBytesOf(pid: number): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}
