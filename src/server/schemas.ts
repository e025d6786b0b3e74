// The schemas that are named in the description of the interface.

import type { FastifyInstance } from 'fastify'
import * as analysis from '#contract/application/analysis.ts'
import * as answer from '#contract/application/answer.ts'
import * as arrival from '#contract/application/arrival.ts'
import * as draft from '#contract/application/draft.ts'
import * as job from '#contract/application/job.ts'
import * as map from '#contract/application/map.ts'
import * as matter from '#contract/application/matter.ts'
import * as overview from '#contract/application/overview.ts'
import * as people from '#contract/application/people.ts'
import * as problem from '#contract/application/problem.ts'
import * as savedView from '#contract/application/saved-view.ts'
import * as shipped from '#contract/application/shipped.ts'
import * as table from '#contract/application/table.ts'
import * as workspace from '#contract/application/workspace.ts'

const FEATURES = [
  analysis,
  answer,
  arrival,
  draft,
  job,
  map,
  matter,
  overview,
  people,
  problem,
  savedView,
  shipped,
  table,
  workspace,
]

export function addSchemas(server: FastifyInstance): void {
  for (const schema of FEATURES.flatMap((feature) => Object.values(feature) as unknown[])) {
    if (typeof schema === 'object' && schema !== null && '$id' in schema) server.addSchema(schema)
  }
}
