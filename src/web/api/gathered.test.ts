import { describe, expect, it } from 'vitest'
import { gathered } from './gathered.ts'

describe('what is asked for in the same moment', () => {
  const asked: string[][] = []
  const fetchOne = gathered(
    async (ids) => {
      asked.push([...ids])
      if (ids.includes('broken')) throw new Error('the server is away')
      return ids.filter((id) => id !== 'gone').map((id) => ({ id }))
    },
    { most: 3, withinMilliseconds: 1 },
  )
  const askedBy = async (ids: readonly string[]) => {
    asked.length = 0
    const told = await Promise.allSettled(ids.map(fetchOne))
    return told.map((one) => (one.status === 'fulfilled' ? one.value?.id : 'failed'))
  }

  it('is one request, and what is not known is told so to who asked for it', async () => {
    expect(await askedBy(['a', 'gone', 'a'])).toEqual(['a', undefined, 'a'])
    expect(asked).toEqual([['a', 'gone']])
  })

  it('is more than one where it is more than one may name', async () => {
    expect(await askedBy(['a', 'b', 'c', 'd'])).toEqual(['a', 'b', 'c', 'd'])
    expect(asked).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('fails for all of one request, and for no other', async () => {
    expect(await askedBy(['a', 'b', 'broken', 'd'])).toEqual(['failed', 'failed', 'failed', 'd'])
  })
})
