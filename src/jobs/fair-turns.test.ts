import { describe, expect, it } from 'vitest'
import { FairTurns, NoTurnLeft, TurnReplaced } from './fair-turns.ts'

/** One turn after another, each begun when the one before was ended. */
function desk(mostWaiting: readonly number[] = [100, 100]) {
  const turns = new FairTurns(mostWaiting)
  const begun: string[] = []
  const ends: (() => void)[] = []
  const stays = new AbortController().signal
  const take = (of: string, about: string, signal = stays) =>
    turns.take({ of: of.split(' '), about, signal }, () => {
      begun.push(about)
      return new Promise<string>((resolve) => ends.push(() => resolve(about)))
    })
  const endAll = async (): Promise<void> => {
    const settle = () => new Promise((resolve) => setImmediate(resolve))
    await settle()
    for (let turn = 0; turn < begun.length; turn++) {
      ends[turn]!()
      await settle()
    }
  }
  return { take, begun, endAll }
}

describe('fair turns', () => {
  it('go round among those who ask, and begin with who has waited longest for one', async () => {
    const { take, begun, endAll } = desk()
    const all = ['a1', 'a2', 'a3', 'a4'].map((about) => take('x ada', about))
    all.push(take('x ben', 'b1'), take('x ben', 'b2'), take('x cy', 'c1'))
    await endAll()
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3', 'a4'])
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'])
  })

  it('are shared among organisations first, however many people of one ask', async () => {
    const { take, begun, endAll } = desk()
    for (const who of ['ada', 'ben', 'cy']) void take(`many ${who}`, who)
    void take('few dan', 'd1')
    void take('few dan', 'd2')
    await endAll()
    expect(begun).toEqual(['ada', 'd1', 'ben', 'd2', 'cy'])
  })

  it('are taken by the newest of what is about the same, of one person', async () => {
    const { take, begun, endAll } = desk()
    void take('x ada', 'first')
    const older = take('x ada', 'draft')
    const ofAnother = take('x ben', 'draft')
    const newer = take('x ada', 'draft')
    await expect(older).rejects.toThrow(TurnReplaced)
    await endAll()
    expect(begun).toEqual(['first', 'draft', 'draft'])
    expect(await Promise.all([ofAnother, newer])).toEqual(['draft', 'draft'])
  })

  it('are not waited for by who has gone, or has gone before', async () => {
    const { take, begun, endAll } = desk()
    const going = new AbortController()
    void take('x ada', 'a1')
    const waits = take('x ben', 'b1', going.signal)
    going.abort(new Error('gone'))
    await expect(waits).rejects.toThrow('gone')
    await expect(take('x ben', 'b2', going.signal)).rejects.toThrow('gone')
    void take('x cy', 'c1')
    await endAll()
    expect(begun).toEqual(['a1', 'c1'])
  })

  it('are refused to whoever has as many waiting as they may, person or organisation, and to nobody else', async () => {
    const { take, begun, endAll } = desk([3, 2])
    for (const about of ['a0', 'a1', 'a2']) void take('x ada', about)
    await expect(take('x ada', 'a3')).rejects.toThrow(NoTurnLeft)
    void take('x ben', 'b1')
    await expect(take('x cy', 'c1')).rejects.toThrow(NoTurnLeft)
    void take('y dan', 'd1')
    await endAll()
    expect(begun).toEqual(['a0', 'd1', 'b1', 'a1', 'a2'])
  })

  it('pass on when work goes wrong', async () => {
    const turns = new FairTurns([10])
    const asked = { of: ['ada'], about: 'it', signal: new AbortController().signal }
    const wrong = turns.take(asked, () => Promise.reject(new Error('it is wrong')))
    const next = turns.take(asked, async () => 'next')
    await expect(wrong).rejects.toThrow('it is wrong')
    expect(await next).toBe('next')
  })
})
