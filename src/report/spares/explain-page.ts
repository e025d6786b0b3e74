// What every step of the reckoning of a part is written with.

import type { PartResult, SparesReport } from '#model/spares-report.ts'
import { wrap } from '../text-layout.ts'

export interface Page {
  readonly report: SparesReport
  readonly part: PartResult
  /** The part under whose name it is reckoned, with those it shares its spares with: mostly itself. */
  readonly reckoned: PartResult
  readonly width: number
  readonly lines: string[]
}

export function say({ lines, width }: Page, text: string, indent = '   '): void {
  lines.push(...wrap(text, width, indent))
}

export function head({ lines, width }: Page, number: string, text: string): void {
  lines.push(...wrap(`${number}${text}`, width, '   ', ''))
}

export function round(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}
