import { describe, expect, it } from 'vitest'
import { findByName } from './find-by-name.ts'

const rules = [
  { rule: 'GB-1-A', title: 'No core of GB-1' },
  { rule: 'GB-10', title: 'Stock' },
  { rule: 'GB-1', title: 'Share in the access network' },
]
const find = (text: string, most = 9) => {
  const { found, hasMore } = findByName(rules, ({ rule, title }) => [rule, title], text, most)
  return { found: found.map(({ rule }) => rule), hasMore }
}

describe('what is found by its name', () => {
  it('is first what is called so, then what begins so, then what holds it, whatever the case', () => {
    expect(find('gb-1').found).toEqual(['GB-1', 'GB-1-A', 'GB-10'])
    expect(find('ACCESS network').found).toEqual(['GB-1'])
    expect(find('rack').found).toEqual([])
  })

  it('is last what holds every word of it, each anywhere', () => {
    expect(find('network GB-1').found).toEqual(['GB-1'])
    expect(find('gb-1 core').found).toEqual(['GB-1-A'])
    expect(find('gb-1 stock').found).toEqual(['GB-10'])
    expect(find('core stock').found).toEqual([])
  })

  it('is no more than is asked for, and says that there is more', () => {
    expect(find('gb', 2)).toEqual({ found: ['GB-1-A', 'GB-10'], hasMore: true })
    expect(find('gb', 3).hasMore).toBe(false)
  })

  it('is nothing where nothing is asked', () => {
    expect(find('  ')).toEqual({ found: [], hasMore: false })
  })
})
