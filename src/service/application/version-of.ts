// Which state of a thing is told: whoever changes it may say which they saw.

import { fingerprintText } from '#store/fingerprint.ts'
import { Refusal } from './refusal.ts'

/** The same content has the same version. */
export function versionOf(content: unknown): string {
  return fingerprintText(JSON.stringify(content)).slice(0, 32)
}

export function withVersion<Told extends object>(told: Told): Told & { version: string } {
  return { ...told, version: versionOf(told) }
}

/** How the version of a draft is written. */
export function versionOfDraft(version: number): string {
  return `v${version}`
}

/** Versions a change is meant for: one of these, or whatever stands. */
export type SeenVersions = '*' | ReadonlySet<string>

export function isSeen(version: string, seen: SeenVersions): boolean {
  return seen === '*' || seen.has(version)
}

/** As a draft is told: what follows the version tells what else was told with it, and is no matter of who changes its text. */
export function isSeenDraft(version: number, seen: SeenVersions): boolean {
  return seen === '*' || [...seen].some((one) => one.split('.', 1)[0] === versionOfDraft(version))
}

/** Nobody changes what they did not see. `seen`: whatever stands, where it is not given. */
export function refuseUnseen(
  { version }: { readonly version: string },
  seen: SeenVersions | undefined,
  detail = 'it was changed meanwhile: look at it as it is now, then change it',
): void {
  if (seen !== undefined && !isSeen(version, seen)) throw new Refusal('version-differs', detail)
}
