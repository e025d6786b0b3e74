import { expect, it } from 'vitest'
import { Turns } from './turns.ts'

it('work waits for its turn, comes when another has ended, however that ended, and is not begun for who has gone', async () => {
  const turns = new Turns(2)
  const stay = new AbortController().signal
  const gone = new AbortController()
  const begun: string[] = []
  const ends = new Map<string, (isWell: boolean) => void>()
  const work = (name: string, signal = stay) =>
    turns.take(signal, () => {
      begun.push(name)
      return new Promise<string>((resolve, reject) => {
        ends.set(name, (isWell) => (isWell ? resolve(name) : reject(new Error(name))))
      })
    })
  const [first, second, third, fourth] = [work('1'), work('2'), work('3', gone.signal), work('4')]
  expect(begun).toEqual(['1', '2'])
  gone.abort(new Error('gone'))
  ends.get('1')!(false)
  await expect(first).rejects.toThrow('1')
  await expect(third).rejects.toThrow('gone')
  ends.get('2')!(true)
  expect(await second).toBe('2')
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(begun).toEqual(['1', '2', '4'])
  ends.get('4')!(true)
  expect(await fourth).toBe('4')
})
