// The days of a subject, written into its windows and the columns of its events.

import { AFTER_ALL } from '#base/calendar.ts'
import type { History } from './history.ts'
import type { SubjectDraft } from './subject-draft.ts'

export function dayAfter(day: number): number {
  return day >= AFTER_ALL ? AFTER_ALL : day + 1
}

export function dayBefore(day: number): number {
  return day >= AFTER_ALL ? AFTER_ALL : day - 1
}

/** Writes the windows and the event columns of a subject from its history. */
export function setHistory(draft: SubjectDraft, subject: number, history: History): void {
  const { service, presence } = draft
  service.possibleFrom.set(subject, history.inServiceEarliest)
  service.certainFrom.set(subject, history.inServiceLatest)
  service.certainUntil.set(subject, dayAfter(history.outOfServiceEarliest))
  service.possibleUntil.set(subject, dayAfter(history.outOfServiceLatest))
  presence.possibleFrom.set(subject, history.installedEarliest)
  presence.certainFrom.set(subject, history.installedLatest)
  presence.certainUntil.set(subject, dayAfter(history.removedEarliest))
  presence.possibleUntil.set(subject, dayAfter(history.removedLatest))
  const installed = draft.events.get('installed')
  if (installed) {
    installed.earliest.set(subject, history.installedEarliest)
    installed.latest.set(subject, history.installedLatest)
  }
  boughtByInstallation(draft, subject)
  const inService = draft.events.get('inService')
  if (inService) {
    inService.earliest.set(subject, history.inServiceEarliest)
    inService.latest.set(subject, history.inServiceLatest)
  }
}

/** What is installed was bought, made and delivered by then. */
export function boughtByInstallation(draft: SubjectDraft, subject: number): void {
  const installed = draft.events.get('installed')!
  for (const event of ['procured', 'produced', 'delivered'] as const) {
    const column = draft.events.get(event)
    if (column) column.latest.set(subject, installed.latest.get(subject))
  }
}

export function copyEvent(draft: SubjectDraft, event: 'installed' | 'inService', from: number, to: number): void {
  const column = draft.events.get(event)!
  column.earliest.set(to, column.earliest.get(from))
  column.latest.set(to, column.latest.get(from))
}

export function setInstalled(draft: SubjectDraft, subject: number, date: { earliest: number; latest: number }): void {
  const installed = draft.events.get('installed')!
  installed.earliest.set(subject, date.earliest)
  installed.latest.set(subject, date.latest)
}

/** States when something was bought, made or delivered; what a range leaves open ends with the installation. */
export function setPurchase(
  draft: SubjectDraft,
  event: 'procured' | 'produced' | 'delivered',
  subject: number,
  date: { earliest: number; latest: number },
): void {
  const column = draft.events.get(event)
  if (!column) return
  const installedLatest = draft.events.get('installed')!.latest.get(subject)
  const isBefore = date.earliest <= installedLatest
  column.earliest.set(subject, date.earliest)
  column.latest.set(subject, isBefore ? Math.min(date.latest, installedLatest) : date.latest)
}
