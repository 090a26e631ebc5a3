/** What a person or a station may do. A curator may do what a technician may; an admin everything. */
export const ROLES = ['technician', 'curator', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking: a signed-in person, or a token. */
export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly kind: 'user' | 'token';
}

/** Whether one role includes another. */
export function includesRole(has: Role, needs: Role): boolean {
  return ROLES.indexOf(has) >= ROLES.indexOf(needs);
}

/** Programs that act on their own, as they stand in the event log. */
export const SYSTEM_AGENT = 'recto';
