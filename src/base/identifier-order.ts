// One order of identifiers for every sum, list and tie: by UTF-16 code unit, the same on every machine.

export function compareIdentifiers(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
