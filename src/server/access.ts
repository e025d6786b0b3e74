// Who may do what: one line an operation. A route without its line does not start.

import type { JOB_KINDS } from '#contract/application/job.ts'
import type { Role, Scope } from '#contract/application/people.ts'

/** The least role a person needs, and what a token must have been given beside it. */
export interface Access {
  readonly role: Role
  readonly scope: Scope
}

const READ = { role: 'viewer', scope: 'read' } as const
const ANALYSE = { role: 'analyst', scope: 'analyse' } as const
const IMPORT = { role: 'analyst', scope: 'import' } as const
const DECIDE = { role: 'approver', scope: 'import' } as const
const ADMINISTER = { role: 'administrator', scope: 'administer' } as const
/** Asked before anybody is known. */
const ANYBODY = 'anybody'

export const ACCESS = {
  getInterface: ANYBODY,
  beginSignIn: ANYBODY,
  endSignIn: ANYBODY,
  signOut: ANYBODY,

  getMe: READ,
  chooseOrganisation: READ,
  listMembers: READ,
  getMember: READ,
  addMember: ADMINISTER,
  changeMember: ADMINISTER,
  removeMember: ADMINISTER,
  listInvitations: ADMINISTER,
  withdrawInvitation: ADMINISTER,
  listTokens: READ,
  // Of one's own, by everybody who is signed in; by a token only of an administrator, who alone gives this scope: a token that
  // makes others would outlast its own end.
  createToken: { role: 'viewer', scope: 'administer' },
  revokeToken: { role: 'viewer', scope: 'administer' },

  listExamples: READ,
  listPacks: READ,
  listWorkspaces: READ,
  createWorkspace: IMPORT,
  getWorkspace: READ,
  renameWorkspace: IMPORT,
  removeWorkspace: ADMINISTER,
  getFacts: READ,
  getManifest: READ,
  listSnapshots: READ,
  getOverview: READ,
  getMap: READ,

  listTables: READ,
  listRows: READ,
  getRow: READ,
  summariseColumn: READ,
  exportRowsAsCsv: READ,
  exportRowsAsJson: READ,
  exportRowsAsXlsx: READ,
  search: READ,

  listArrivals: READ,
  receiveArrival: IMPORT,
  getArrival: READ,
  previewArrival: IMPORT,
  suggestMapping: IMPORT,
  acceptArrival: DECIDE,
  rejectArrival: DECIDE,
  listArrivalFaults: READ,
  exportArrivalFaults: READ,
  listArrivalChanges: READ,
  exportArrivalChanges: READ,

  askAnalysis: ANALYSE,
  listAnalyses: READ,
  getAnalysis: READ,
  removeAnalysis: ANALYSE,
  getResult: READ,
  getReport: READ,
  getMatter: READ,
  /** It has every row, those of sites kept secret too. */
  getJudgingKit: { role: 'analyst', scope: 'read' },

  listDrafts: READ,
  createDraft: ANALYSE,
  getDraft: READ,
  saveDraft: ANALYSE,
  checkDraft: ANALYSE,
  deleteDraft: ANALYSE,
  adoptDraft: IMPORT,
  listSavedViews: READ,
  getSavedView: READ,
  saveView: ANALYSE,
  changeSavedView: ANALYSE,
  deleteSavedView: ANALYSE,

  listJobs: READ,
  getJob: READ,
  watchJob: READ,
  /** These two need what began the job besides: `BEGUN_BY`. */
  cancelJob: { role: 'analyst', scope: 'read' },
  resumeJob: { role: 'analyst', scope: 'read' },
} as const satisfies Record<string, Access | typeof ANYBODY>

export type OperationId = keyof typeof ACCESS

/** What begins a job of each kind: who ends one, or takes it up again, may do that too. */
export const BEGUN_BY = {
  'create-workspace': 'createWorkspace',
  'preview-arrival': 'previewArrival',
  'accept-arrival': 'acceptArrival',
  'analyse-rules': 'askAnalysis',
  'analyse-spares': 'askAnalysis',
} as const satisfies Record<(typeof JOB_KINDS)[number], OperationId>
