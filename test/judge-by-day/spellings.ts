// Which name a spelling is of: a table to look up, where the product has rules by which spellings are one.

/** The names of random questions, each with ways in which many hands write it. */
const SPELLINGS = {
  natsec: ['natsec', 'NatSec', 'nat-sec', 'NAT_SEC', 'Nat Sec'],
  port: ['port', 'PORT'],
  vault: ['vault', 'VAULT', 'Vault'],
  old: ['old', 'Old'],
  Wales: ['Wales', 'WALES', 'wales'],
  Kent: ['Kent', 'KENT'],
  'Zone 1-2': ['Zone 1-2', 'zone 1 2', 'ZONE_1_2'],
  'Zone 12': ['Zone 12', 'zone12', 'Zone-12'],
  '700 MHz': ['700MHz', '700 MHz', '0.7 GHz', '0,7GHz', '700000 kHz'],
  '3.5 GHz': ['3.5GHz', '3.5 GHz', '3,5 GHz', '3.500 GHz', '3500 MHz', '3500.0MHz'],
  '26 GHz': ['26GHz', '26 GHz', '26000 MHz'],
  '3.5 MHz': ['3.5 MHz', '3,50MHz', '3500 kHz'],
  n78: ['n78', 'N78'],
  n28: ['n28'],
  'C-band': ['C-band', 'C band', 'CBAND'],
  // Either may be 3500 MHz or 3.5 MHz: they are as they are written.
  '3.500 MHz': ['3.500 MHz', '3.500MHz'],
  '3,500 MHz': ['3,500 MHz', '3,500MHz'],
} as const satisfies { readonly [name: string]: readonly string[] }

export type Name = keyof typeof SPELLINGS

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([name, spellings]) => spellings.map((spelling) => [spelling, name])),
)

export function spellingsOf(...names: readonly Name[]): string[] {
  return names.flatMap((name) => SPELLINGS[name])
}

const FREQUENCIES: readonly string[] = ['700 MHz', '3.5 GHz', '26 GHz', '3.5 MHz'] satisfies Name[]
const NUMBERS: readonly string[] = ['n78', 'n28'] satisfies Name[]

/** Whether both name bands in one way, so that other names are other bands. */
export function areComparable(one: string, other: string): boolean {
  return [FREQUENCIES, NUMBERS].some((sort) => sort.includes(nameOf(one)) && sort.includes(nameOf(other)))
}

/** What stands in no table is written in one way. */
export function nameOf(spelling: string): string {
  return NAMES.get(spelling) ?? spelling
}
