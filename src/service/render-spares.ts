// A spares report in the form asked for.

import type { SparesReport } from '#model/spares-report.ts'
import { renderSparesJson } from '#report/spares/json.ts'
import { renderSparesText } from '#report/spares/text.ts'
import { showLines } from '#report/visible-text.ts'
import type { RenderOptions } from './render-report.ts'

export const SPARES_FORMATS = ['text', 'json'] as const
export type SparesFormat = (typeof SPARES_FORMATS)[number]

export function* renderSpares(report: SparesReport, format: SparesFormat, options: RenderOptions): Generator<string> {
  switch (format) {
    case 'json':
      for (const piece of renderSparesJson(report)) yield options.isOnTerminal ? showLines(piece) : piece
      return
    case 'text':
      yield renderSparesText(report, {
        colour: options.isColoured,
        width: options.width,
        verbose: options.isVerbose,
      })
  }
}
