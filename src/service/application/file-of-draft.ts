// Where in a workspace a draft lies once it is brought in.

import type { Draft } from '#contract/application/draft.ts'

const FOLDERS = { scenario: 'scenarios', 'rule-pack': 'rules' } as const

/** Its path in the folder of the workspace. */
export function fileOfDraft({ kind, name }: Pick<Draft, 'kind' | 'name'>): string {
  return `${FOLDERS[kind]}/${name}.yaml`
}
