// Which part an installed unit is one of: its maker and the maker's number together, never the number alone.

export interface PartIdentity {
  readonly part: string
  readonly manufacturer: string
  readonly number: string
}

/**
 * Two makers may use one number, so the maker is part of the name: `Acme/345`. A `/` in the maker's name is written
 * `%2F`, which keeps the names of different pairs different.
 */
export function identifyPart(manufacturer: string, number: string): PartIdentity {
  return { part: `${escapeMaker(manufacturer)}/${number}`, manufacturer, number }
}

/** A part whose number the source does not give: one per maker and kind, and never taken for a numbered one. */
export function identifyUnnumberedPart(manufacturer: string, kind: string): PartIdentity {
  const suffix = kind === '' ? '' : ` ${kind}`
  return { part: `${escapeMaker(manufacturer)}/(no number)${suffix}`, manufacturer, number: '' }
}

function escapeMaker(manufacturer: string): string {
  return manufacturer === '' ? '(no maker)' : manufacturer.replaceAll('%', '%25').replaceAll('/', '%2F')
}
