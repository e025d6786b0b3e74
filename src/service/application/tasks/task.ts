// Long work of the application, done in a process of its own. A task names folders and values; it knows no database, so
// that a kill at any moment leaves nothing but files nobody refers to.

import { dirname } from 'node:path'
import type { Fault } from '#model/fault.ts'
import type { MappingSuggestion, Preview, ReadArrival } from '#contract/application/arrival.ts'
import type { Question, RulesQuestion } from '#contract/application/analysis.ts'
import type { RulesOverview, SparesOverview } from '#contract/application/overview.ts'
import type { CreateWorkspace } from '#contract/application/workspace.ts'
import type { NamedInput } from '#contract/application/kinds.ts'
import type { Maker } from '#store/makers.ts'
import type { Progress } from '../../load-workspace.ts'

/** Folder of all data: what is made lies right under it. */
export function rootOf({ task }: { readonly task: { readonly scratch: string } }): string {
  return dirname(task.scratch)
}

/** What every task is given. */
interface Place {
  /** Folder of the snapshots of the organisation. */
  readonly snapshots: string
  /** Folder in which the task makes one of its own, and takes it away when it ends. */
  readonly scratch: string
  /** The civil day, `YYYY-MM-DD`. */
  readonly today: string
}

/** What a job is given that seals something. */
export interface SealingPlace extends Place {
  readonly maker: Maker
}

export interface CreateTask extends SealingPlace {
  readonly name: string
  readonly from: CreateWorkspace['from']
}

export interface ArrivalTask extends SealingPlace {
  /** Snapshot it is held against; absent: nothing is there yet. */
  readonly base?: string
  /** Folder of the files that came. */
  readonly files: string
  readonly fileNames: readonly string[]
  readonly read: ReadArrival
}

export interface PreviewTask extends ArrivalTask {
  /** Folder that takes the faults and the difference, whole. */
  readonly details: string
}

export interface SuggestTask extends Place, Pick<ArrivalTask, 'files' | 'fileNames'> {
  /** By default recognised. */
  readonly format?: string
}

export interface AnalysisTask extends SealingPlace {
  readonly snapshot: string
  readonly results: string
  readonly question: Question
  /** Text of a scenario or rule pack that stands in for one of the snapshot, or beside them. */
  readonly draft?: { readonly kind: 'scenario' | 'rule-pack'; readonly name: string; readonly text: string }
}

export interface PrintTask extends Place {
  readonly results: string
  readonly result: string
  readonly kind: 'rules' | 'spares'
}

export interface KitTask extends Place {
  readonly snapshot: string
  readonly results: string
  /** Of rules: what is packed is the network as they were judged on it. */
  readonly result: string
  /** The file it becomes. */
  readonly kit: string
}

export interface MatterTask extends Place {
  readonly snapshot: string
  readonly results: string
  /** Of rules, and what was asked for it. */
  readonly result: string
  readonly question: RulesQuestion
  readonly draft?: { readonly name: string; readonly text: string }
  /** What is looked at of it. */
  readonly pack: string
  readonly rule: string
  /** The folder of all that matters to rules of the result. */
  readonly matter: string
}

export interface SealedTables {
  readonly digest: string
  readonly tables: readonly { readonly table: string; readonly rows: number }[]
}

export interface AnswerOutcome {
  readonly result: string
  readonly inputs: readonly NamedInput[]
  readonly headline: string
  /** What the overview tells of it. */
  readonly summary: AnalysisSummary
}

/** What of it stands in the row of the analysis. */
type Answered = 'analysis' | 'snapshot' | 'isOfHead' | 'headline'

/** As the overview tells it, without whose answer it is. */
export type AnalysisSummary =
  | ({ readonly kind: 'rules' } & Omit<RulesOverview, Answered>)
  | ({ readonly kind: 'spares' } & Omit<SparesOverview, Answered>)

/** The input cannot be used; its faults say why. */
export interface FaultyOutcome {
  readonly faults: readonly Fault[]
  readonly errors: number
}

export type TaskRequest =
  | { readonly kind: 'create-workspace'; readonly task: CreateTask }
  | { readonly kind: 'preview-arrival'; readonly task: PreviewTask }
  | { readonly kind: 'accept-arrival'; readonly task: ArrivalTask }
  | { readonly kind: 'suggest-mapping'; readonly task: SuggestTask }
  | { readonly kind: 'analyse-rules'; readonly task: AnalysisTask }
  | { readonly kind: 'analyse-spares'; readonly task: AnalysisTask }
  | { readonly kind: 'print-report'; readonly task: PrintTask }
  | { readonly kind: 'pack-kit'; readonly task: KitTask }
  | { readonly kind: 'find-matter'; readonly task: MatterTask }

export type TaskOutcome =
  | { readonly kind: 'sealed'; readonly sealed: SealedTables }
  | { readonly kind: 'previewed'; readonly preview: Preview; readonly isRefused: boolean }
  | { readonly kind: 'suggested'; readonly suggestion: MappingSuggestion }
  | { readonly kind: 'answered'; readonly answer: AnswerOutcome }
  | { readonly kind: 'printed' }
  | { readonly kind: 'packed' }
  | { readonly kind: 'matter'; readonly found: 'all' | 'another answer' }
  | { readonly kind: 'faulty'; readonly faulty: FaultyOutcome }

export interface TaskWatch {
  readonly progress: Progress
  readonly signal: AbortSignal
}
