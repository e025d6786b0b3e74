import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mainstay, temporaryFolder } from './command-line.ts'

async function byHand(): Promise<string> {
  const folder = join(temporaryFolder(), 'by-hand')
  await mainstay('init', folder, '--example', 'by-hand')
  return folder
}

describe('the command line', () => {
  it('teaches by example', async () => {
    const { code, out } = await mainstay('--help')
    expect(code).toBe(0)
    expect(out).toContain('mainstay init my-network')
    expect(out).toContain('Exit codes')
    expect((await mainstay('check', '--help')).out).toContain('mainstay check my-network --as-of 2023-08-01')
  })

  it('suggests what was meant, and ends with the code for a wrong command line', async () => {
    const { code, err } = await mainstay('chek')
    expect(code).toBe(64)
    expect(err).toContain('check')
    expect((await mainstay('check', '--as-of', 'yesterday')).code).toBe(64)
  })

  it('says what is missing where there is no workspace', async () => {
    const { code, err } = await mainstay('check', temporaryFolder())
    expect(code).toBe(3)
    expect(err).toContain('mainstay init')
  })

  it('ends with code 2 when a rule is not met, and with 0 when told never to', async () => {
    const folder = await byHand()
    expect((await mainstay('check', folder)).code).toBe(2)
    expect((await mainstay('check', folder, '--fail-on', 'never')).code).toBe(0)
  })

  it('takes several verdicts to fail on beside what is not met, and none it does not know', async () => {
    const folder = join(temporaryFolder(), 'fresh')
    await mainstay('init', folder)
    const manifest = join(folder, 'mainstay.yaml')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/^jurisdictions:.*$/m, 'jurisdictions: [GB]'))
    for (const [levels, code] of [
      ['notMet', 0],
      ['cannotBeShown,planMisses', 0],
      ['planMisses,notEvaluated', 2],
      ['never', 0],
      ['notMet,sometimes', 64],
      ['never,notMet', 64],
    ] as const)
      expect([levels, (await mainstay('check', folder, '--fail-on', levels)).code]).toEqual([levels, code])
    expect((await mainstay('check', await byHand(), '--fail-on', 'advice')).code).toBe(2)
  })

  it('does not fail on advice that is departed from unless told to, and says so', async () => {
    const folder = await byHand()
    const pack = join(folder, 'rules', 'by-hand.yaml')
    const advice = readFileSync(pack, 'utf8').replace(/^force: .*$/m, 'force: advice')
    writeFileSync(pack, advice.replace(/^status: .*$/m, 'status: advice'))
    const passed = await mainstay('check', folder)
    expect(passed.code).toBe(0)
    expect(passed.err).toMatch(/\d rules of advice or policy are departed from, which binds nobody/)
    expect((await mainstay('check', folder, '--fail-on', 'notMet,advice')).code).toBe(2)
  })

  it('gives the same bytes for the same question', async () => {
    const folder = await byHand()
    const [one, two] = [
      await mainstay('check', folder, '--format', 'json'),
      await mainstay('check', folder, '--format', 'json'),
    ]
    expect(one.out).toBe(two.out)
    expect(JSON.parse(one.out)).toMatchObject({ schema: 'mainstay.rules-report/1', product: { name: 'mainstay' } })
  })

  it.each(['text', 'json', 'csv', 'sarif', 'html'])('answers as %s', async (format) => {
    const { out, err } = await mainstay('check', await byHand(), '--format', format)
    expect(err).toBe('')
    expect(out.length).toBeGreaterThan(500)
  })

  it('writes the report as one file', async () => {
    const folder = await byHand()
    const page = join(folder, 'report.html')
    expect((await mainstay('report', folder, '--out', page)).out).toBe(`${page}\n`)
    expect(readFileSync(page, 'utf8')).toContain('</html>')
  })

  it('lists, shows and tests the rule packs', async () => {
    expect((await mainstay('rules', 'list')).out).toContain('uk-dvd-2022')
    expect((await mainstay('rules', 'show', 'nz-ticsa-2013')).out).toContain('areas of specified security interest')
    expect((await mainstay('rules', 'test', 'uk-dvd-2022')).out).toMatch(/\d+ examples hold, 0 do not/)
    const wrong = await mainstay('rules', 'show', 'uk-dvd-2202')
    expect(wrong.code).toBe(3)
    expect(wrong.err).toContain('did you mean `uk-dvd-2022`?')
  })

  it('says what a draft would change, where it would bite, and for whom', async () => {
    const folder = await byHand()
    const draft = join(folder, 'draft.yaml')
    const pack = readFileSync(join(folder, 'rules', 'by-hand.yaml'), 'utf8')
    writeFileSync(draft, pack.replace(/^pack: .*$/m, 'pack: by-hand-draft').replace(/^( +limit: ).*$/m, '$110 %'))
    const { code, out } = await mainstay('rules', 'diff', 'by-hand', draft, '--workspace', folder)
    expect(code).toBe(0)
    expect(out).toContain('-> 10 %')
    expect(out).toContain('would bite at a limit below')
  })

  it('makes a workspace one can fill in, and does not write over one', async () => {
    const folder = join(temporaryFolder(), 'mine')
    expect((await mainstay('init', folder)).code).toBe(0)
    expect(existsSync(join(folder, 'templates', 'elements.txt'))).toBe(true)
    expect((await mainstay('check', folder)).code).toBe(0)
    const again = await mainstay('init', folder)
    expect(again.code).toBe(1)
    expect(again.err).toContain('is not empty')
  })
})

describe('a question that cannot mean what it says', () => {
  it('is told: a network of nothing, and a horizon that ends before it begins', async () => {
    const folder = join(temporaryFolder(), 'net')
    await mainstay('init', folder)
    expect((await mainstay('check', folder)).err).toContain('judged on a network of nothing')
    const backwards = await mainstay('check', folder, '--from', '2030-01-01', '--to', '2020-01-01')
    expect(backwards.code).toBe(3)
    expect(backwards.err).toContain('horizon begins after it ends `2030-01-01`')
  })
})
