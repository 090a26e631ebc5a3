import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { errorCode } from '../model/fault.ts';

/**
 * Whether a process of this machine still runs; one of another user counts. A process that has ended but that
 * nobody has waited for is no longer alive: where the first process of a container waits for no orphans, these
 * keep their number for as long as the container runs, and `kill(pid, 0)` goes on finding them.
 */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  return !hasEnded(pid);
}

function hasEnded(pid: number): boolean {
  const state = stateOnLinux(pid) ?? stateElsewhere(pid);
  return state.startsWith('Z') || state.startsWith('X');
}

/** `pid (name) state …`, where the name may hold brackets and spaces of its own. */
function stateOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2);
  } catch {
    return undefined;
  }
}

function stateElsewhere(pid: number): string {
  return spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'latin1' }).stdout?.trim() ?? '';
}
