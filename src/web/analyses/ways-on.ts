// What can be done about an analysis that failed or was cancelled: the same work again, or the same question anew.

import type { Analysis } from '#contract/application/analysis.ts'

export interface WaysOn {
  /** As it was asked: only the version it was asked of can do that. */
  readonly mayResume: boolean
  /** By the version there is now. */
  readonly mayAskAnew: boolean
  readonly isOfOtherVersion: boolean
}

/** `version`: of Mainstay; undefined where it is not known yet. */
export function waysOn(
  { job, productVersion }: Pick<Analysis, 'job' | 'productVersion'>,
  version: string | undefined,
  mayAnalyse: boolean,
): WaysOn {
  const isOfOtherVersion = version !== undefined && productVersion !== version
  return { mayResume: mayAnalyse && job !== undefined && !isOfOtherVersion, mayAskAnew: mayAnalyse, isOfOtherVersion }
}
