// Which function a device role stands for: the operator's own table, first match first.

import { NO_ELEMENT, type NetBoxMapping } from '#model/netbox-mapping.ts'

export type RoleAnswer =
  | { readonly kind: 'function'; readonly function: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'unconfirmed' }
  | { readonly kind: 'unmapped' }

export interface Role {
  readonly name: string
  readonly slug: string
  /** Names from the root of the role tree down to the role, joined by ` / `. */
  readonly path: string
}

/**
 * `lineage` is the role, its parent, and so on: the role's own entry counts before that of its parent. An entry that
 * waits for review is passed over, and told where nothing else matches.
 */
export function functionOfRole(roles: NetBoxMapping['roles'], lineage: readonly Role[]): RoleAnswer {
  let isProposed = false
  for (const role of lineage) {
    for (const entry of roles ?? []) {
      if (![role.name, role.slug, role.path].some((text) => text !== '' && matchesWildcard(entry.role, text))) continue
      if (entry.review) isProposed = true
      else if (entry.function === NO_ELEMENT) return { kind: 'none' }
      else return { kind: 'function', function: entry.function }
    }
  }
  return { kind: isProposed ? 'unconfirmed' : 'unmapped' }
}

/** Whether a text is as the pattern says, where `*` stands for any text; capitals and small letters are the same. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const parts = pattern.trim().toLowerCase().split('*')
  const subject = text.trim().toLowerCase()
  const first = parts[0]!
  const last = parts.at(-1)!
  if (parts.length === 1) return subject === first
  if (!subject.startsWith(first) || subject.length < first.length + last.length || !subject.endsWith(last)) return false
  // Each part at its first place after the one before: no backtracking, whatever the pattern.
  let at = first.length
  const end = subject.length - last.length
  for (const part of parts.slice(1, -1)) {
    const found = subject.indexOf(part, at)
    if (found < 0 || found + part.length > end) return false
    at = found + part.length
  }
  return true
}
