// A pack that is being written: it proposes, and bears a name of its own, for it is judged beside what is in force.

import { isMap, isScalar, parseDocument, stringify } from 'yaml'
import type { Fault } from '#model/fault.ts'
import { parseYaml } from '../yaml/parse.ts'
import { fieldOf } from './pack-names.ts'
import { readRulePack } from './read.ts'

/**
 * The text of a pack as the beginning of a draft named `name`: it states the same, proposes it, and says in its title that it
 * is a draft. Everything else stays as it was written, to the last comment. `taken`: names that packs have.
 */
export function draftFromPack(text: string, name: string, taken: ReadonlySet<string>): string {
  const head = parseDocument(text, { version: '1.2', schema: 'core', logLevel: 'error' }).contents
  if (!isMap(head)) return text
  const title = head.get('title')
  const wanted: Readonly<Record<string, string>> = {
    pack: nameOfItsOwn(name, taken),
    status: 'proposed',
    force: 'proposal',
    ...(typeof title === 'string' ? { title: `${title}, draft ${name}` } : {}),
  }
  const changes = head.items.flatMap(({ key, value }) => {
    const next = isScalar(key) ? wanted[String(key.value)] : undefined
    if (next === undefined || !isScalar(value) || !value.range || value.range[0] === value.range[1]) return []
    return [{ from: value.range[0], to: value.range[1], next: stringify(next, { lineWidth: 0 }).trimEnd() }]
  })
  // From the end on, so that what stands before keeps its place.
  return changes.reduceRight((written, { from, to, next }) => written.slice(0, from) + next + written.slice(to), text)
}

/** The name of the draft, which is that of its pack unless another pack has it. */
function nameOfItsOwn(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  for (let number = 1; ; number++) {
    const other = number === 1 ? `${name}-draft` : `${name}-draft-${number}`
    if (!taken.has(other)) return other
  }
}

/**
 * Every reason why a draft cannot be judged, by line; `taken`: names of the packs beside which it is. Vendor ids are held against
 * `knownVendors` where it is given.
 */
export function checkDraftPack(
  file: string,
  text: string,
  taken: ReadonlySet<string>,
  knownVendors?: ReadonlySet<string>,
): readonly Fault[] {
  const { faults } = readRulePack(file, text, knownVendors)
  const { document } = parseYaml(file, text)
  if (!document) return faults
  const told = (key: string, fault: Pick<Fault, 'code' | 'problem' | 'expected'>): Fault[] => {
    const stated = fieldOf(document.value, key)
    if (typeof stated !== 'string' || faults.some(({ column }) => column === key)) return []
    return [{ ...fault, severity: 'error', file, line: document.lineOf([key]), column: key, text: stated }]
  }
  const [pack, status] = [fieldOf(document.value, 'pack'), fieldOf(document.value, 'status')]
  return [
    ...faults,
    ...(status === 'proposed'
      ? []
      : told('status', { code: 'contradiction', problem: NOT_PROPOSED, expected: PROPOSED })),
    ...(typeof pack === 'string' && taken.has(pack)
      ? told('pack', { code: 'duplicate-key', problem: 'another pack has this name', expected: 'a name of its own' })
      : []),
  ].toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
}

const NOT_PROPOSED = 'not the status of a draft, which binds nobody'
const PROPOSED = '`proposed`'
