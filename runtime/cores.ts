import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The cores that a process may run on, by number; empty where the system does not say, as outside Linux.
 *
 * @param pid this process, if none is given
 * @see https://man7.org/linux/man-pages/man5/proc_pid_status.5.html `Cpus_allowed_list`
 */
export function coresOf(pid: number | 'self' = 'self'): readonly number[] {
  try {
    const list = /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return list === undefined ? [] : coresIn(list);
  } catch {
    return [];
  }
}

/** The numbers in a list as Linux writes it: `0-3,8`. */
export function coresIn(list: string): readonly number[] {
  return list.split(',').flatMap((part) => {
    const [, first, last = first] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? [];
    const from = Number(first);
    const length = Math.max(0, Number(last) - from + 1);
    return Number.isNaN(length) ? [] : Array.from({ length }, (_, at) => from + at);
  });
}

/**
 * Lets all threads of a process run on these cores alone, and those that it will start. Node has no words for it, so
 * that a program of util-linux is asked; where that is not there, everything stays as it is.
 */
export function keepOn(pid: number, cores: readonly number[]): Promise<void> {
  return new Promise<void>((resolve) => {
    // It throws where there is no memory for another process.
    execFile('taskset', ['-acp', cores.join(','), String(pid)], () => resolve());
  }).catch(() => undefined);
}
