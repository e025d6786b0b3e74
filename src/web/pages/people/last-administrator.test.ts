import { describe, expect, it } from 'vitest'
import type { Member } from '#contract/application/people.ts'
import { isLastAdministrator } from './last-administrator.ts'

const since = '2026-01-03T09:00:00.000Z'
const ada: Member = { person: 'ada', name: 'Ada', role: 'administrator', since, version: 'a' }
const bo: Member = { person: 'bo', name: 'Bo', role: 'approver', since, version: 'b' }

describe('the last administrator', () => {
  it('is the only one of those who have not left', () => {
    const left: Member = { ...bo, role: 'administrator', until: since }
    expect(isLastAdministrator([ada, left], 'ada')).toBe(true)
    expect(isLastAdministrator([ada, left], 'bo')).toBe(false)
  })

  it('is nobody where there are two', () => {
    const second: Member = { ...bo, role: 'administrator' }
    expect(isLastAdministrator([ada, second], 'ada')).toBe(false)
    expect(isLastAdministrator([ada, bo], 'bo')).toBe(false)
  })
})
