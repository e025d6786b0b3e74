// What a network is asked as it stands: no other day, target or draft. The overview tells the answers to these.

import type { RulesQuestion, SparesQuestion } from '#contract/application/analysis.ts'

export const PLAIN_RULES: RulesQuestion = { kind: 'rules' }

export const PLAIN_SPARES = (scenario: string): SparesQuestion => ({ kind: 'spares', scenario })
