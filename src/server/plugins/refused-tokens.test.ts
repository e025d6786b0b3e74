import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../actor.ts'
import { type RefusedToken, withoutGuessing } from './refused-tokens.ts'

const GOOD = 'Bearer good'
const from = (ip: string, authorization?: string) => ({ ip, headers: { authorization } }) as unknown as FastifyRequest

describe('tokens that are refused', () => {
  it('are no longer looked up after so many in a minute from one address', async () => {
    let asked = 0
    let time = 0
    const told: RefusedToken['why'][] = []
    const identify = withoutGuessing(
      async ({ headers }) => {
        asked += 1
        return headers.authorization === GOOD ? ({} as Actor) : undefined
      },
      3,
      (_request, { why }) => void told.push(why),
      () => time,
    )
    for (let count = 0; count < 10; count += 1) expect(await identify(from('a', GOOD))).toBeDefined()
    for (let count = 0; count < 3; count += 1) expect(await identify(from('a', 'Bearer guessed'))).toBeUndefined()
    const before = asked
    await expect(identify(from('a', 'Bearer guessed'))).rejects.toMatchObject({ code: 'too-many-requests' })
    expect(asked).toBe(before)
    expect(told).toEqual(['too many'])
    expect(await identify(from('b', GOOD))).toBeDefined()
    expect(await identify(from('a'))).toBeUndefined()
    time += 60_000
    expect(await identify(from('a', GOOD))).toBeDefined()
  })
})
