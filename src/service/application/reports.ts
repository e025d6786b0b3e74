// An answer in the form asked for: the same report as on the command line, and as paper.

import { existsSync, createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { RulesReport } from '#model/verdict.ts'
import type { SparesReport } from '#model/spares-report.ts'
import { pathOfPaper } from '#store/result-file.ts'
import { renderReport, type ReportFormat } from '../render-report.ts'
import { packSpares, renderSpares, SPARES_FORMATS, type SparesFormat } from '../render-spares.ts'
import { findResult, readResultText } from './analyses.ts'
import type { Application, Asker } from './application.ts'
import { Refusal } from './refusal.ts'
import { runInProcess, TaskFailed } from './tasks/run-in-process.ts'

export interface ToldReport {
  /** The same digest and form, the same bytes. */
  readonly digest: string
  readonly mediaType: string
  readonly fileName: string
  readonly body: Readable
}

const MEDIA_TYPES: Readonly<Record<string, readonly [mediaType: string, ending: string]>> = {
  html: ['text/html; charset=utf-8', 'html'],
  json: ['application/json; charset=utf-8', 'json'],
  csv: ['text/csv; charset=utf-8', 'csv'],
  'csv-parts': ['text/csv; charset=utf-8', 'parts.csv'],
  'csv-steady': ['text/csv; charset=utf-8', 'steady.csv'],
  xlsx: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xlsx'],
  sarif: ['application/sarif+json; charset=utf-8', 'sarif'],
  text: ['text/plain; charset=utf-8', 'txt'],
  pdf: ['application/pdf', 'pdf'],
}

export const RULES_FORMS: readonly ReportFormat[] = ['html', 'json', 'csv', 'sarif', 'text']

export async function tellReport(
  application: Application,
  asker: Asker,
  analysis: string,
  form: string,
  signal: AbortSignal,
): Promise<ToldReport> {
  const { digest, kind } = await findResult(application, asker, analysis)
  const [mediaType, ending] = MEDIA_TYPES[form] ?? refuseForm(form, kind)
  const told = { digest, mediaType, fileName: `${kind}-${digest.slice(0, 12)}.${ending}` }
  if (form === 'pdf') return { ...told, body: await print(application, asker, { digest, kind }, signal) }
  const text = await readResultText(application, asker, digest)
  if (form === 'json') return { ...told, body: Readable.from([text]) }
  return {
    ...told,
    body:
      kind === 'rules'
        ? tellRules(JSON.parse(text) as RulesReport, form)
        : await tellSpares(JSON.parse(text) as SparesReport, form),
  }
}

/** Of the terminal, for the form that is text. */
const WIDTH = 100

function tellRules(report: RulesReport, form: string): Readable {
  const format = RULES_FORMS.find((one) => one === form) ?? refuseForm(form, 'rules')
  const options = { isColoured: false, width: WIDTH, isVerbose: true, isOnTerminal: false }
  return Readable.from(renderReport(report, format, options))
}

async function tellSpares(report: SparesReport, form: string): Promise<Readable> {
  if (form === 'xlsx') return Readable.from([Buffer.from(await packSpares(report))])
  const format = SPARES_FORMATS.find((one) => one === form) ?? refuseForm(form, 'spares')
  return Readable.from(renderSpares(report, format as Exclude<SparesFormat, 'xlsx'>, TEXT))
}

const TEXT = { isColoured: false, width: WIDTH, isVerbose: true, isOnTerminal: false }

function refuseForm(form: string, kind: string): never {
  throw new Refusal('not-found', `no report of ${kind} as \`${form.slice(0, 40)}\``)
}

/** Printed once, and kept. */
async function print(
  { folders, today }: Application,
  { organisation }: Asker,
  { digest, kind }: { readonly digest: string; readonly kind: 'rules' | 'spares' },
  signal: AbortSignal,
): Promise<Readable> {
  const results = folders.results(organisation)
  const paper = pathOfPaper(results, digest)
  if (!existsSync(paper)) {
    const task = {
      results,
      result: digest,
      kind,
      snapshots: folders.snapshots(organisation),
      scratch: folders.scratch,
      today: today(),
    }
    await runInProcess({ kind: 'print-report', task }, { progress: () => undefined, signal }).catch(
      (error: unknown) => {
        if (error instanceof TaskFailed && error.kind === 'refused') throw new Refusal('not-ready', error.message)
        throw error
      },
    )
  }
  return createReadStream(paper)
}
