// What somebody may do in an organisation: each role may do what those before it may.

export const ROLES = ['viewer', 'analyst', 'approver', 'administrator'] as const
export type Role = (typeof ROLES)[number]

/** Whether this role may do what needs that one. */
export function isRoleAtLeast(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least)
}
