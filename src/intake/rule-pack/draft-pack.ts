// A pack that is being written: it proposes, and bears a name of its own, for it is judged beside what is in force.

import { isMap, isScalar, isSeq, parseDocument, stringify, type YAMLMap } from 'yaml'
import { nearestName } from '#base/near-name.ts'
import { type Fault, quoteForFault } from '#model/fault.ts'
import { parseYaml, type YamlDocument } from '../yaml/parse.ts'
import { fieldOf } from './pack-names.ts'
import { readRulePack } from './read.ts'

/**
 * The text of a pack as the beginning of a draft named `name`: it states the same, proposes it, says in its title that it
 * is a draft, and what it was written from. Everything else stays as it was written, to the last comment. `taken`: names that
 * packs have.
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
  const changes = head.items.flatMap(({ key, value }): Change[] => {
    const next = isScalar(key) ? wanted[String(key.value)] : undefined
    if (next === undefined || !isScalar(value) || !value.range || value.range[0] === value.range[1]) return []
    return [{ from: value.range[0], to: value.range[1], next: stringify(next, { lineWidth: 0 }).trimEnd() }]
  })
  // From the end on, so that what stands before keeps its place.
  return [...changes, ...sayLineage(text, head)]
    .toSorted((left, right) => left.from - right.from)
    .reduceRight((written, { from, to, next }) => written.slice(0, from) + next + written.slice(to), text)
}

interface Change {
  readonly from: number
  readonly to: number
  readonly next: string
}

/** The pack it begins from, and what that one was written from: before the name of the pack, where nothing says it yet. */
function sayLineage(text: string, head: YAMLMap): Change[] {
  const pack = head.get('pack')
  if (typeof pack !== 'string') return []
  const known = head.get('basedOn', true) as unknown
  const earlier = isSeq(known) ? known.items.flatMap((one) => (isScalar(one) ? [String(one.value)] : [])) : []
  const lineage = `[${[pack, ...earlier].map((one) => stringify(one).trimEnd()).join(', ')}]`
  if (isSeq(known) && known.range) {
    // A list of lines ends on the line after it.
    const [from, to] = known.range
    return [{ from, to, next: lineage + (text.slice(from, to).endsWith('\n') ? '\n' : '') }]
  }
  const key = head.items.find((item) => isScalar(item.key) && item.key.value === 'pack')?.key
  if (known !== undefined || !isScalar(key) || !key.range) return []
  const [from] = key.range
  const indent = text.slice(text.lastIndexOf('\n', from - 1) + 1, from)
  if (head.flow !== true && indent.trim() !== '') return []
  return [{ from, to: from, next: `basedOn: ${lineage}${head.flow === true ? ', ' : `\n${indent}`}` }]
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
    ...unknownBases(document, taken).map((fault) => ({ ...fault, file })),
    ...(typeof pack === 'string' && taken.has(pack)
      ? told('pack', { code: 'duplicate-key', problem: 'another pack has this name', expected: 'a name of its own' })
      : []),
  ].toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
}

/** What it says it was written from, and no pack is called; where no packs are known, nothing is unknown. */
function unknownBases(document: YamlDocument, known: ReadonlySet<string>): Omit<Fault, 'file'>[] {
  const bases = fieldOf(document.value, 'basedOn')
  if (!Array.isArray(bases) || known.size === 0) return []
  return bases.flatMap((name, index) => {
    if (typeof name !== 'string' || known.has(name)) return []
    const didYouMean = nearestName(name, known)
    return {
      code: 'unknown-reference' as const,
      severity: 'error' as const,
      line: document.lineOf(['basedOn', index]),
      column: `basedOn[${index}]`,
      text: quoteForFault(name),
      problem: 'unknown rule pack',
      expected: 'one of the packs shipped, or of the workspace',
      ...(didYouMean === undefined ? {} : { didYouMean }),
    }
  })
}

const NOT_PROPOSED = 'not the status of a draft, which binds nobody'
const PROPOSED = '`proposed`'
