// What does a class answer to a selector, and which conditions leave that open?

import { agree, MAYBE, NO, or, type Trilean, YES } from '#base/trilean.ts'
import { askAny, askBand, askFunction, askProduct, askRegion, asTrilean } from '#model/ask-class.ts'
import type { SubjectClass } from '#model/estate.ts'
import { plainBand, plainName } from '#model/plain-name.ts'
import { plainPattern } from '#model/product-pattern.ts'
import type { Selector, SelectorKey } from '#model/selector.ts'
import { resolveVendor, type VendorBook } from '../vendors/index.ts'

/** What a class answers to a selector, and which conditions leave it open. */
export interface SelectorAnswer {
  readonly answer: Trilean
  /** None unless the answer is maybe. */
  readonly open: readonly string[]
}

/** Whether a class meets every condition of the selector that speaks of classes; a contract meets only `*`. */
export function askSelector(selector: Selector, book: VendorBook): (subject: SubjectClass) => SelectorAnswer {
  const conditions = Array.from(selector, ([key, values]) => ({ key, ask: conditionOf(key, values, book) }))
  return (subject) => {
    if (subject.subject === 'contract') return { answer: selector.size === 0 ? YES : NO, open: [] }
    const open: string[] = []
    for (const { key, ask } of conditions) {
      const answer = ask(subject)
      if (answer === NO) return { answer, open: [] }
      if (answer === MAYBE) open.push(key)
    }
    return { answer: open.length === 0 ? YES : MAYBE, open }
  }
}

/** What the values mean is looked up once, however many classes are asked. */
function conditionOf(
  key: SelectorKey,
  values: readonly string[],
  book: VendorBook,
): (subject: SubjectClass) => Trilean {
  switch (key) {
    case 'vendor': {
      const meant = new Set(values.flatMap((name) => vendorIds(name, book)))
      return (subject) => askVendor(subject, meant)
    }
    case 'function':
      return (subject) => askFunction(values, subject)
    case 'technology':
      // Nobody knows which of several it carries.
      return ({ configurations }) =>
        configurations.map(({ technologies }) => askAny(values, technologies)).reduce(agree)
    case 'band': {
      const bands = values.map(plainBand)
      return ({ configurations }) => configurations.map((one) => askBand(bands, one.bands)).reduce(agree)
    }
    case 'region': {
      const regions = values.map(plainName)
      return (subject) => askRegion(regions, subject)
    }
    case 'product': {
      const patterns = values.map(plainPattern)
      return ({ product }) => askProduct(patterns, product)
    }
    case 'kind':
      return ({ kind }) => askAny(values, kind === 'unknown' ? undefined : [kind])
    case 'tag': {
      const names = values.map(plainName)
      return ({ tags }) => askAny(names, tags)
    }
    case 'siteTag': {
      const names = values.map(plainName)
      return ({ siteTags }) => askAny(names, siteTags)
    }
    default:
      return () => YES
  }
}

function askVendor({ suppliers }: SubjectClass, meant: ReadonlySet<string>): Trilean {
  const answers = suppliers.map(({ resolution }): Trilean => {
    if (resolution?.kind === 'resolved') return asTrilean(meant.has(resolution.vendor))
    const mayBeMeant =
      resolution?.kind === 'ambiguous' ? resolution.candidates.some((one) => meant.has(one)) : meant.size > 0
    return mayBeMeant ? MAYBE : NO
  })
  return answers.reduce(or, NO)
}

function vendorIds(name: string, book: VendorBook): string[] {
  const resolution = resolveVendor(book, name)
  return resolution.kind === 'resolved' ? [resolution.vendor] : []
}
