// Where analyses and drafts are found at the server.

import { addressOf } from '../api/request.ts'

export const analysisPaths = {
  all: (workspace: string) => `/workspaces/${workspace}/analyses`,
  one: (workspace: string, id: string) => `/workspaces/${workspace}/analyses/${id}`,
  result: (workspace: string, id: string) => `/workspaces/${workspace}/analyses/${id}/result`,
  report: (workspace: string, id: string, form: string) => `/workspaces/${workspace}/analyses/${id}/report.${form}`,
  judgingKit: (workspace: string, id: string) => `/workspaces/${workspace}/analyses/${id}/judging-kit`,
  drafts: (workspace: string) => `/workspaces/${workspace}/drafts`,
  draft: (workspace: string, id: string) => `/workspaces/${workspace}/drafts/${id}`,
  draftFaults: (workspace: string, id: string) => `/workspaces/${workspace}/drafts/${id}/faults`,
  adoptDraft: (workspace: string, id: string) => `/workspaces/${workspace}/drafts/${id}/adopt`,
  packs: '/packs',
} as const

/** Of a report in a form, as a link has it: shown by the browser, or taken along. */
export const reportAddress = (workspace: string, id: string, form: string, isDownload = false): string =>
  addressOf(analysisPaths.report(workspace, id, form), isDownload ? { download: true } : {})
