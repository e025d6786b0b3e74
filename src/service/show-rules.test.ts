import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FaultLog } from '#model/fault-log.ts'
import { listPacks } from './show-rules.ts'

describe('the packs that are shipped', () => {
  it('are listed with the weakest fact they rest on, as the page of packs has it', async () => {
    const page = readFileSync(new URL('../../docs/packs.md', import.meta.url), 'utf8')
    const onPage = [...page.matchAll(/^\| `([^`]+)` (?:\|[^|]*){5}\| (\w+) \|[^|]*\|$/gm)].map(([, pack, weakest]) => [
      pack,
      weakest,
    ])
    const listed = await listPacks(undefined, new FaultLog())
    expect(listed.map(({ pack, weakestProvenance }) => [pack, weakestProvenance])).toEqual(onPage)
    expect(listed.find(({ pack }) => pack === 'fr-anssi-2019')!.weakestProvenance).toBe('assumed')
  })

  it('are of as many jurisdictions as the front page says', async () => {
    const listed = await listPacks(undefined, new FaultLog())
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const [, packs, jurisdictions] = /^(\w+) packs of (\w+) jurisdictions/m.exec(readme)!
    const WORDS = [
      'ten',
      'eleven',
      'twelve',
      'thirteen',
      'fourteen',
      'fifteen',
      'sixteen',
      'seventeen',
      'eighteen',
      'nineteen',
      'twenty',
    ]
    const word = (count: number) => WORDS[count - 10]
    expect(packs!.toLowerCase()).toBe(word(listed.length))
    expect(jurisdictions).toBe(word(new Set(listed.map(({ jurisdiction }) => jurisdiction)).size))
  })
})
