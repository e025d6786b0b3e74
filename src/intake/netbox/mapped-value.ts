// A value of a NetBox field in the words of our column: dates, lists and technologies are written differently there.

import { type Column, readAmount } from '#model/column.ts'
import { readSourceDate } from '../source-date.ts'

const TECHNOLOGY_WORDS: ReadonlyMap<string, string> = new Map([
  ['gsm', '2G'],
  ['umts', '3G'],
  ['wcdma', '3G'],
  ['lte', '4G'],
  ['nr', '5G'],
  ['gpon', 'FTTP'],
  ['xgs-pon', 'FTTP'],
  ['ftth', 'FTTP'],
  ['vdsl', 'FTTC'],
  ['docsis', 'cable'],
  ['fwa', 'fixed-wireless'],
])

export function translateValue(column: Column, text: string): string {
  switch (column.kind) {
    case 'date':
      return readSourceDate(text) ?? text
    case 'amount':
      return roundAmount(column, text)
    case 'list':
    case 'functions':
      return splitWords(text).join('|')
    case 'choices':
      return splitWords(text)
        .map((word) => column.choices!.find((choice) => choice.toLowerCase() === word.toLowerCase()) ?? word)
        .map((word) => TECHNOLOGY_WORDS.get(word.toLowerCase()) ?? word)
        .join('|')
    default:
      return text
  }
}

function splitWords(text: string): string[] {
  return text
    .split(/[|,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** A measured number has more digits than the column keeps; a word has none and is left for the column to refuse. */
function roundAmount(column: Column, text: string): string {
  if (!/^\d+\.\d+$/.test(text) || 'value' in readAmount(column, text)) return text
  return Number(text).toFixed(column.decimals ?? 0)
}
