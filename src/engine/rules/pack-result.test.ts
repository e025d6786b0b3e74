import { describe, expect, it } from 'vitest'
import { pack, question } from '../fixtures/small-world.ts'
import { packResult } from './pack-result.ts'

const edition = { edition: '1', announced: '2020-01-01', effective: '2021-01-01', provenance: 'verified', sources: [] }

/** What is said of a pack that is effective from 2021, until the end of 2022. */
function toldOn(asOf: string) {
  const one = pack([{ kind: 'removal', scope: {} }], { editions: [{ ...edition, until: '2022-12-31' }] })
  const { edition: judging, effectiveFrom, why } = packResult(one, question({}, [one], { asOf }))
  return { edition: judging, effectiveFrom, why }
}

describe('a pack', () => {
  it('that is announced and not yet effective is said to be so, with its first day, and not to go unjudged', () => {
    expect(toldOn('2020-06-01')).toEqual({ edition: undefined, effectiveFrom: '2021-01-01', why: undefined })
    expect(toldOn('2021-01-01')).toEqual({ edition: '1', effectiveFrom: undefined, why: undefined })
  })

  it('that was not known, or is over, is not judged, and says why', () => {
    expect(toldOn('2019-12-31').why).toBe('announced on 2020-01-01, which was not known on 2019-12-31')
    expect(toldOn('2023-01-01').why).toBe('no edition is in force any more')
  })
})
