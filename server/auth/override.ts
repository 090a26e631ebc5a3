import { Fault } from '../../model/fault.ts';
import { type Agent, includesRole } from '../../model/user.ts';
import type { Parts } from '../parts.ts';

/** Whether somebody may publish in spite of what may be overridden. */
export function mayOverride({ config }: Pick<Parts, 'config'>, { role }: Pick<Agent, 'role'>): boolean {
  return includesRole(role, config.RECTO_OVERRIDE_ROLE);
}

/** @throws Fault('forbidden') for who may not. */
export function requireOverride(parts: Pick<Parts, 'config'>, agent: Pick<Agent, 'role'>): void {
  if (mayOverride(parts, agent)) return;
  throw new Fault(
    'forbidden',
    'Only an administrator may publish in spite of what is missing. Put it right, or ask one.',
  );
}
