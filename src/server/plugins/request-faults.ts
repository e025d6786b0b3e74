// What is wrong with a part of a request, in words: one fault a place, from what the checking of schemas says.

import type { TLocalizedValidationError } from 'typebox/error'
import { nearestName } from '#base/near-name.ts'
import { E_MAIL_PATTERN } from '#contract/application/kinds.ts'
import type { RequestFault } from '#contract/application/problem.ts'
import { NAME_EXPECTED, NAME_PATTERN } from '#model/given-name.ts'

/**
 * `part` is `query`, `path` or `body`; `known` the fields it may have, for those that are mistyped. A choice of shapes is
 * told of the shape that was meant, as far as a word such as `kind` tells which that is.
 */
export function describeRequestFaults(
  part: string,
  errors: readonly TLocalizedValidationError[],
  known: readonly string[],
): RequestFault[] {
  const faults = new Map<string, RequestFault>()
  for (const error of meantOnly(errors)) {
    for (const { place, problem } of describe(error, known)) {
      const where = `${part}${place.replaceAll('/', '.')}`
      faults.set(`${where} ${problem}`, { where, problem })
    }
  }
  return [...faults.values()]
}

interface Told {
  readonly place: string
  readonly problem: string
}

function describe(error: TLocalizedValidationError, known: readonly string[]): Told[] {
  const place = error.instancePath
  const told = (problem: string): Told[] => [{ place, problem }]
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map((name) => ({ place: `${place}/${name}`, problem: 'is missing' }))
    case 'additionalProperties':
      return error.params.additionalProperties.map((name) => ({
        place: `${place}/${name}`,
        problem: `is not known here${place === '' ? suggest(name, known) : ''}`,
      }))
    case 'boolean':
      return []
    case 'enum':
      return told(`expected ${oneOf(error.params.allowedValues)}`)
    case 'const':
      return told(`expected ${oneOf([error.params.allowedValue])}`)
    case 'type':
      return told(`expected ${[error.params.type].flat().join(' or ')}`)
    case 'format':
      return told(`expected ${FORMATS[error.params.format] ?? error.params.format}`)
    case 'pattern':
      return told(PATTERNS[String(error.params.pattern)] ?? error.message)
    case 'anyOf':
      return told('has none of the shapes it may have')
    default:
      return told(error.message)
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'an identifier (UUID)',
  'date-time': 'an instant such as `2026-01-31T12:00:00Z`',
}

/** What is meant by those that nobody reads. */
const PATTERNS: Readonly<Record<string, string>> = {
  [NAME_PATTERN]: `expected ${NAME_EXPECTED}`,
  [E_MAIL_PATTERN]: 'expected one e-mail address, such as `ada@example.org`',
}

function oneOf(values: readonly unknown[]): string {
  const names = values.map((value) => `\`${String(value)}\``)
  return names.length === 1 ? names[0]! : `one of ${names.join(', ')}`
}

function suggest(name: string, known: readonly string[]): string {
  const near = nearestName(name, known)
  return near === undefined ? '' : `; did you mean \`${near}\`?`
}

/** Without what was said of the shapes of a choice that were not meant. */
function meantOnly(errors: readonly TLocalizedValidationError[]): TLocalizedValidationError[] {
  const choice = outermostChoice(errors)
  if (choice === undefined) return [...errors]
  const ofChoice = errors.filter(({ schemaPath }) => schemaPath === choice || schemaPath.startsWith(`${choice}/anyOf/`))
  const others = errors.filter((error) => !ofChoice.includes(error))
  return [...meantOnly(others), ...meantOfChoice(choice, ofChoice)]
}

function outermostChoice(errors: readonly TLocalizedValidationError[]): string | undefined {
  const choices = errors.flatMap(({ schemaPath }) => /^(.*?)\/anyOf\/\d+/.exec(schemaPath)?.[1] ?? [])
  return choices.toSorted((left, right) => left.length - right.length)[0]
}

function meantOfChoice(choice: string, errors: readonly TLocalizedValidationError[]): TLocalizedValidationError[] {
  const shapes = new Map<string, TLocalizedValidationError[]>()
  for (const error of errors) {
    const shape = /^\/anyOf\/(\d+)/.exec(error.schemaPath.slice(choice.length))?.[1]
    if (shape !== undefined) shapes.set(shape, [...(shapes.get(shape) ?? []), error])
  }
  const meant = [...shapes.values()].filter((shape) => !shape.some(({ keyword }) => keyword === 'const'))
  if (meant.length === 1) return meantOnly(meant[0]!.map((error) => within(error, choice)))
  const words = errors.flatMap((error) => (error.keyword === 'const' ? [error] : []))
  const places = new Set(words.map(({ instancePath }) => instancePath))
  if (meant.length === 0 && places.size === 1)
    return [
      chosenWord(
        words.map(({ params }) => params.allowedValue),
        words[0]!,
      ),
    ]
  return errors.filter(({ keyword, schemaPath }) => keyword === 'anyOf' && schemaPath === choice)
}

/** As told of the shape alone, so that a choice within it is found in its turn. */
function within(error: TLocalizedValidationError, choice: string): TLocalizedValidationError {
  return { ...error, schemaPath: error.schemaPath.slice(choice.length).replace(/^\/anyOf\/\d+/, '#') }
}

function chosenWord(allowedValues: unknown[], error: TLocalizedValidationError): TLocalizedValidationError {
  return { ...error, keyword: 'enum', params: { allowedValues } }
}
