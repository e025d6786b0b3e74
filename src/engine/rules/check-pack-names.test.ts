import { describe, expect, it } from 'vitest'
import { describeFault } from '#model/fault.ts'
import { facts, pack } from '../fixtures/small-world.ts'
import { checkPackNames } from './check-pack-names.ts'

const network = facts({
  sites: [{ site: 'S', region: 'Strasbourg', tags: 'nat-sec' }],
  elements: [{ element: 'A', site: 'S', product: 'MA5800-X17', bands: '3.5GHz', tags: 'leased' }],
})

/** What is told of a rule in whose scope the predicate stands. */
function tell(where: object): string[] {
  const told: string[] = []
  const place = { file: 'rules/test.yaml' }
  checkPackNames([{ pack: pack([{ kind: 'removal', scope: { where } }]), place }], network, (fault) =>
    told.push(describeFault(fault)),
  )
  return told
}

describe('a name in a rule pack', () => {
  it('that is nearly one of the network is told, wherever the predicate stands', () => {
    const expected = 'expected it spelled in the pack as in the tables, if the same is meant'
    expect(tell({ any: [{ not: { region: ['Strassbourg', 'Brest'] } }, { siteTag: ['natsek'] }] })).toEqual([
      `rules/test.yaml, key rules.R1: nothing in the network has the region \`Strassbourg\`; ${expected}; did you mean \`Strasbourg\`?`,
      `rules/test.yaml, key rules.R1: nothing in the network has the site tag \`natsek\`; ${expected}; did you mean \`nat-sec\`?`,
    ])
    expect(tell({ product: ['MD5800*'] })).toHaveLength(1)
  })

  it('that the network has, or has nothing like, is no fault: packs are shared', () => {
    expect(
      tell({
        region: ['Strasbourg', 'Brest'],
        siteTag: ['NatSec'],
        tag: ['lead'],
        band: ['3500 MHz'],
        product: ['MA5800*', 'ma 5800-x17'],
      }),
    ).toEqual([])
  })

  it('that the pack tells apart from the nearest one of the network is no slip', () => {
    expect(tell({ tag: ['leased'], not: { tag: ['unleased'] } })).toEqual([])
    expect(tell({ not: { tag: ['unleased'] } })).toHaveLength(1)
  })

  it('that differs by a number names something else', () => {
    expect(tell({ band: ['3.4GHz'], product: ['MA5600-X17', 'MA5801*'] })).toEqual([])
  })
})
