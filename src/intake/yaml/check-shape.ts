// Whether plain data has the shape a schema states: every fault at once, each in words about the thing it stands in.
//
// Only what the schemas of the model use is understood; anything else throws, so that no condition is passed over.

import type { TSchema } from 'typebox'
import { parseDay } from '#base/calendar.ts'
import { isBeyondCalendar } from '#base/date-span.ts'
import { nearestName } from '#base/near-name.ts'
import { type Fault, type FaultCode, quoteForFault } from '#model/fault.ts'
import { formatYamlPath, type YamlDocument, type YamlPath, type YamlValue } from './parse.ts'

/** The part of JSON Schema the schemas of the model are made of. */
interface Shape {
  readonly type?: string
  readonly description?: string
  readonly enum?: readonly (string | number)[]
  readonly const?: string | number
  readonly pattern?: string
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly minProperties?: number
  readonly items?: Shape
  readonly properties?: { readonly [key: string]: Shape }
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  readonly patternProperties?: { readonly [pattern: string]: Shape }
  readonly anyOf?: readonly Shape[]
  readonly $ref?: string
  readonly $defs?: { readonly [name: string]: Shape }
}

const UNDERSTOOD = new Set(
  '$id type description enum const pattern minimum exclusiveMinimum maximum minItems minProperties items properties required additionalProperties patternProperties anyOf $ref $defs'.split(
    ' ',
  ),
)

const DAY_PATTERN = '^\\d{4}-\\d{2}-\\d{2}$'

const PATTERN_WORDS: { readonly [pattern: string]: string } = {
  [DAY_PATTERN]: 'a date YYYY-MM-DD',
  '^[A-Z0-9][A-Z0-9-]*$': 'capital letters, digits and hyphens, such as `UK-DVD-CORE`',
  '^[a-z0-9][a-z0-9-]*$': 'small letters, digits and hyphens, such as `uk-dvd-2022`',
  '^[a-z0-9-]+$': 'small letters, digits and hyphens, such as `high-risk`',
  '^\\d+\\.\\d+\\.\\d+$': 'three numbers, such as `1.0.0`',
  '^[A-Z]{2}$': 'two capital letters, such as `NZ`',
  '^[A-Z]{3}$': 'three capital letters, such as `GBP`',
}

type Entries = { readonly [key: string]: YamlValue }

/** All faults of shape in a document, keys that stand twice first, the others in the order of the schema. */
export function checkShape(schema: TSchema, document: YamlDocument): Fault[] {
  const faults: Fault[] = [...document.repeatedKeys]
  const report = (code: FaultCode, path: YamlPath, problem: string, more: Partial<Fault> = {}): void => {
    const source = document.textOf(path)
    faults.push({
      code,
      severity: 'error',
      file: document.name,
      line: document.lineOf(path),
      ...(path.length === 0 ? {} : { column: formatYamlPath(path) }),
      ...(source === undefined || source === '' ? {} : { text: quoteForFault(source) }),
      problem,
      ...more,
    })
  }
  if (document.value === null) faults.push(describeNothing(schema as Shape, document))
  else check(schema as Shape, document.value, [], {}, report)
  return faults
}

function describeNothing({ required = [] }: Shape, { name }: YamlDocument): Fault {
  const expected = `the keys ${required.join(', ')}`
  return { code: 'missing-value', severity: 'error', file: name, problem: 'nothing in the file', expected }
}

type Report = (code: FaultCode, path: YamlPath, problem: string, more?: Partial<Fault>) => void
type Definitions = { readonly [name: string]: Shape }

function check(stated: Shape, value: YamlValue, path: YamlPath, outer: Definitions, report: Report): void {
  for (const keyword of Object.keys(stated))
    if (!UNDERSTOOD.has(keyword)) throw new Error(`schema keyword ${keyword} is not understood`)
  const definitions = stated.$defs ? { ...outer, ...stated.$defs } : outer
  if (stated.$ref !== undefined) {
    const referred = definitions[stated.$ref.replace(/^#\/\$defs\//, '')]
    if (!referred) throw new Error(`schema refers to ${stated.$ref}, which is not defined`)
    return check(referred, value, path, definitions, report)
  }
  const shape = mergeConstants(stated)
  if (shape.enum) return checkChoice(shape, shape.enum, value, path, report)
  if (shape.anyOf) return checkVariants(shape.anyOf, value, path, definitions, report)
  switch (shape.type) {
    case 'object':
      return isEntries(value)
        ? checkEntries(shape, value, path, definitions, report)
        : refuseKind(shape, 'a mapping', value, path, report)
    case 'array':
      if (!Array.isArray(value)) return refuseKind(shape, 'a list', value, path, report)
      if (value.length < (shape.minItems ?? 0))
        report('missing-value', path, 'list is too short', {
          expected: `at least ${shape.minItems} ${shape.minItems === 1 ? 'entry' : 'entries'}`,
        })
      for (const [index, item] of value.entries()) check(shape.items ?? {}, item, [...path, index], definitions, report)
      return
    case 'string':
      return checkText(shape, value, path, report)
    case 'integer':
    case 'number':
      return checkNumber(shape, value, path, report)
    case 'boolean':
      return typeof value === 'boolean' ? undefined : refuseKind(shape, '`true` or `false`', value, path, report)
    default:
      if (Object.keys(shape).some((keyword) => keyword !== 'description'))
        throw new Error(`schema of type ${shape.type} is not understood`)
  }
}

/** A union of constants, and a constant, are choices. */
function mergeConstants(shape: Shape): Shape {
  if (shape.const !== undefined) return { ...shape, enum: [shape.const] }
  if (!shape.anyOf?.every((variant) => variant.const !== undefined)) return shape
  return { ...shape, enum: shape.anyOf.map((variant) => variant.const!) }
}

function isEntries(value: YamlValue): value is { [key: string]: YamlValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function refuseKind(shape: Shape, wanted: string, value: YamlValue, path: YamlPath, report: Report): void {
  const expected = shape.description === undefined ? wanted : `${wanted}: ${shape.description}`
  if (value === null) return report('missing-value', path, 'missing value', { expected })
  report('invalid-value', path, `not ${wanted}`, { expected })
}

function checkChoice(
  shape: Shape,
  choices: readonly (string | number)[],
  value: YamlValue,
  path: YamlPath,
  report: Report,
): void {
  if (choices.includes(value as string)) return
  const expected = choices.join(', ')
  if (value === null) return report('missing-value', path, 'missing value', { expected })
  if (typeof value === 'object') return refuseKind(shape, 'one word', value, path, report)
  const nearest = nearestName(String(value), choices.map(String))
  report('invalid-value', path, 'unknown value', {
    expected,
    ...(nearest === undefined ? {} : { didYouMean: nearest }),
  })
}

/** A number or a truth where a text belongs: in quotes it is one, if it then has the right form. */
function expectQuoted(shape: Shape): string {
  const words = shape.pattern === undefined ? undefined : PATTERN_WORDS[shape.pattern]
  return words === undefined ? expectText(shape, 'text, in quotes') : `${words}, in quotes`
}

function checkText(shape: Shape, value: YamlValue, path: YamlPath, report: Report): void {
  if (typeof value === 'number' || typeof value === 'boolean')
    return report('invalid-value', path, 'not text', { expected: expectQuoted(shape) })
  if (typeof value !== 'string') return refuseKind(shape, 'text', value, path, report)
  if (value.trim() === '')
    return report('missing-value', path, 'missing value', { expected: expectText(shape, 'text') })
  if (shape.pattern === undefined) return
  const expected = expectText(shape, PATTERN_WORDS[shape.pattern] ?? `text of the form ${shape.pattern}`)
  if (!new RegExp(shape.pattern, 'u').test(value))
    return report('invalid-value', path, shape.pattern === DAY_PATTERN ? 'not a date' : 'not of the right form', {
      expected,
    })
  if (shape.pattern === DAY_PATTERN && parseDay(value) === undefined)
    report('impossible-date', path, isBeyondCalendar(value) ? 'date beyond the calendar' : 'no such date', {
      expected: 'a day that exists, between 1900 and 2199',
    })
}

function expectText(shape: Shape, form: string): string {
  return shape.description === undefined ? form : `${form} (${shape.description})`
}

function checkNumber(shape: Shape, value: YamlValue, path: YamlPath, report: Report): void {
  const wanted = shape.type === 'integer' ? 'a whole number' : 'a number'
  if (typeof value !== 'number' || !Number.isFinite(value) || (shape.type === 'integer' && !Number.isInteger(value)))
    return refuseKind(shape, wanted, value, path, report)
  const { minimum = -Infinity, exclusiveMinimum = -Infinity, maximum = Infinity } = shape
  const expected = expectText(shape, `${wanted}${describeRange(shape)}`)
  if (value < minimum || value <= exclusiveMinimum) report('invalid-value', path, 'number too small', { expected })
  if (value > maximum) report('invalid-value', path, 'number too large', { expected })
}

/** `, at least 1`; ` from 1 to 92`; ` above 0, at most 1`. */
function describeRange({ minimum, exclusiveMinimum, maximum }: Shape): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  const lower = exclusiveMinimum === undefined ? '' : ` above ${exclusiveMinimum}`
  const bounds = [
    ...(minimum === undefined ? [] : [`, at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`, at most ${maximum}`]),
  ]
  return lower + bounds.join('')
}

function checkEntries(shape: Shape, value: Entries, path: YamlPath, definitions: Definitions, report: Report): void {
  const known = shape.properties ?? {}
  if (Object.keys(value).length < (shape.minProperties ?? 0))
    report('missing-value', path, 'nothing in it', { expected: `one of the keys ${Object.keys(known).join(', ')}` })
  for (const key of shape.required ?? [])
    if (!Object.hasOwn(value, key))
      report('missing-value', [...path, key], 'missing key', { expected: expectKey(key, known[key]) })
  for (const [key, entry] of Object.entries(value)) {
    const at = [...path, key]
    if (Object.hasOwn(known, key)) check(known[key]!, entry, at, definitions, report)
    else if (shape.patternProperties) checkNamedEntry(shape.patternProperties, key, entry, at, definitions, report)
    else if (shape.additionalProperties === false) refuseKey(key, Object.keys(known), at, report)
  }
}

function expectKey(key: string, shape: Shape | undefined): string {
  const merged = shape && mergeConstants(shape)
  const about = merged?.description ?? merged?.enum?.join(', ')
  return about === undefined ? `a key \`${key}\`` : `a key \`${key}\`: ${about}`
}

function refuseKey(key: string, known: readonly string[], path: YamlPath, report: Report): void {
  const nearest = nearestName(key, known)
  report('unknown-setting', path, 'unknown key', {
    text: quoteForFault(key),
    expected: known.join(', '),
    ...(nearest === undefined ? {} : { didYouMean: nearest }),
  })
}

function checkNamedEntry(
  patterns: { readonly [pattern: string]: Shape },
  key: string,
  entry: YamlValue,
  path: YamlPath,
  definitions: Definitions,
  report: Report,
): void {
  const matching = Object.entries(patterns).filter(([pattern]) => new RegExp(pattern, 'u').test(key))
  // What stands under a name that is not right is looked into all the same.
  const [first] = Object.entries(patterns)
  if (matching.length === 0) refuseName(key, first![0], path, report)
  for (const [, shape] of matching.length === 0 ? [first!] : matching) check(shape, entry, path, definitions, report)
}

function refuseName(key: string, pattern: string, path: YamlPath, report: Report): void {
  const inOtherCase = [key.toUpperCase(), key.toLowerCase()].find((name) => new RegExp(pattern, 'u').test(name))
  report('invalid-value', path, 'name not of the right form', {
    text: quoteForFault(key),
    expected: PATTERN_WORDS[pattern] ?? `a name of the form ${pattern}`,
    ...(inOtherCase === undefined ? {} : { didYouMean: inOtherCase }),
  })
}

/** Mappings are told apart by their `kind`; other unions are tried one after the other. */
function checkVariants(
  variants: readonly Shape[],
  value: YamlValue,
  path: YamlPath,
  definitions: Definitions,
  report: Report,
): void {
  if (variants.every((variant) => variant.properties?.kind)) {
    if (!isEntries(value)) return refuseKind({}, 'a mapping', value, path, report)
    return checkByKind(variants, value, path, definitions, report)
  }
  const isMet = variants.some((variant) => {
    let faultCount = 0
    check(variant, value, path, definitions, () => {
      faultCount += 1
    })
    return faultCount === 0
  })
  if (!isMet)
    refuseKind(
      {},
      variants.map((variant) => TYPE_WORDS[variant.type ?? ''] ?? 'a value').join(' or '),
      value,
      path,
      report,
    )
}

const TYPE_WORDS: { readonly [type: string]: string } = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a mapping',
}

function kindsOf(variant: Shape): readonly string[] {
  return (mergeConstants(variant.properties!.kind!).enum ?? []).map(String)
}

function checkByKind(
  variants: readonly Shape[],
  value: Entries,
  path: YamlPath,
  definitions: Definitions,
  report: Report,
): void {
  const kinds = variants.flatMap(kindsOf)
  const stated = Object.hasOwn(value, 'kind') ? value.kind! : null
  const nearest = typeof stated === 'string' && !kinds.includes(stated) ? nearestName(stated, kinds) : undefined
  const kind = nearest ?? (typeof stated === 'string' ? stated : '')
  const variant = variants.find((candidate) => kindsOf(candidate).includes(kind))
  const kindPath = [...path, 'kind']
  if (!Object.hasOwn(value, 'kind'))
    report('missing-value', kindPath, 'missing key', { expected: `a key \`kind\`: ${kinds.join(', ')}` })
  else checkChoice({}, kinds, stated, kindPath, report)

  // A kind that cannot be guessed leaves the keys of all kinds to be checked by.
  const shape: Shape = variant ?? {
    type: 'object',
    properties: Object.assign({}, ...variants.map((candidate) => candidate.properties)),
    required: variants[0]!.required!.filter((key) => variants.every((candidate) => candidate.required!.includes(key))),
    additionalProperties: false,
  }
  const own: { [key: string]: YamlValue } = {}
  for (const [key, entry] of Object.entries(value)) {
    if (key === 'kind') continue
    const owners = Object.hasOwn(shape.properties!, key)
      ? []
      : variants.filter((candidate) => Object.hasOwn(candidate.properties!, key))
    if (owners.length === 0) {
      Object.defineProperty(own, key, { value: entry, enumerable: true, configurable: true, writable: true })
      continue
    }
    report('unknown-setting', [...path, key], `key of another kind than ${kind}`, {
      text: key,
      expected: `\`${key}\` only where kind is ${owners.flatMap(kindsOf).join(', ')}`,
    })
  }
  checkEntries({ ...shape, required: shape.required!.filter((key) => key !== 'kind') }, own, path, definitions, report)
}
