import { describe, expect, it } from 'vitest'
import { waysOn } from './ways-on.ts'

const failed = { job: 'j', productVersion: '0.1.0' }

describe('an analysis that failed', () => {
  it('is taken up again or asked anew by the version it was asked of', () => {
    expect(waysOn(failed, '0.1.0', true)).toEqual({ mayResume: true, mayAskAnew: true, isOfOtherVersion: false })
  })

  it('is asked anew, and not taken up again, by another version than it was asked of', () => {
    expect(waysOn(failed, '0.2.0', true)).toEqual({ mayResume: false, mayAskAnew: true, isOfOtherVersion: true })
  })

  it('is left as it is by who may not analyse', () => {
    expect(waysOn(failed, '0.2.0', false)).toEqual({ mayResume: false, mayAskAnew: false, isOfOtherVersion: true })
  })
})
