import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RulesReport } from '#model/verdict.ts'
import { describe, expect, it } from 'vitest'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

async function byHand(): Promise<string> {
  const folder = join(temporaryFolder(), 'by-hand')
  await mainstay('init', folder, '--example', 'by-hand')
  return folder
}

/** The world to check by hand, with its ban on the core as the only rule. */
async function byHandWithCoreAlone(): Promise<string> {
  const folder = await byHand()
  const pack = join(folder, 'rules', 'by-hand.yaml')
  const onlyCore = readFileSync(pack, 'utf8')
    .replace(/^rules:\n[\s\S]*?(?=^ {2}- id: HAND-CORE$)/m, 'rules:\n')
    .replace(/^ {2}- id: HAND-HARBOUR$[\s\S]*/m, '')
  writeFileSync(pack, onlyCore)
  rmSync(join(folder, 'authorisations.csv'))
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

  it('is a file of its own that may be executed, whatever the compiler writes', () => {
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: { mainstay: string } }
    accessSync(bin.mainstay, constants.X_OK)
    expect(readFileSync(bin.mainstay, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
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

  it('fails on what may be in breach beside what is waived where it fails on what cannot be shown', async () => {
    const folder = await byHandWithCoreAlone()
    const waivers = join(folder, 'waivers.csv')
    writeFileSync(waivers, readFileSync(waivers, 'utf8').replace('2024-07-31', '2024-08-15'))
    const codeOn = async (levels: string) => (await mainstay('check', folder, '--fail-on', levels)).code
    expect([await codeOn('notMet'), await codeOn('cannotBeShown')]).toEqual([0, 0])
    const elements = join(folder, 'elements.csv')
    writeFileSync(
      elements,
      `${readFileSync(elements, 'utf8')}MSC-2,H11,,MSOFTX3000,core.2g3g.msc,2G,,inService,2011-05-01,2011-06-01,,\n`,
    )
    expect([await codeOn('notMet'), await codeOn('cannotBeShown')]).toEqual([0, 2])
    writeFileSync(waivers, `${readFileSync(waivers, 'utf8')}HAND-CORE,element=MSC-2,Ministry,2024-04-01,2050-12-31,\n`)
    expect([await codeOn('notMet'), await codeOn('cannotBeShown')]).toEqual([0, 0])
  })

  it('does not fail on a plan that misses a rule on waived days alone', async () => {
    const folder = await byHandWithCoreAlone()
    const asked = [
      '--as-of',
      '2024-03-01',
      '--known-at',
      '2024-07-01',
      '--fail-on',
      'planMisses',
      '--format',
      'json',
    ] as const
    const until = async (day: string) => {
      writeFileSync(
        join(folder, 'waivers.csv'),
        `rule,scope,approver,from,until\nHAND-CORE,element=MSC-1,Ministry,2024-04-01,${day}\n`,
      )
      const { code, out } = await mainstay('check', folder, ...asked)
      return [code, out.includes('on days that are waived')]
    }
    expect(await until('2030-12-31')).toEqual([0, true])
    expect(await until('2024-07-31')).toEqual([2, false])
  })

  it('fails on a plan that breaks later what is met today, and on a waiver that ends before the breach does', async () => {
    const folder = await byHandWithCoreAlone()
    const codesOf = async (asOf: string) => {
      const codes: number[] = []
      for (const levels of ['notMet', 'planMisses', 'cannotBeShown'])
        codes.push((await mainstay('check', folder, '--as-of', asOf, '--fail-on', levels)).code)
      return codes
    }
    // The waiver ends on 31 July 2024, and the exchange is removed on 15 August.
    expect(await codesOf('2024-07-01')).toEqual([0, 2, 2])
    const waivers = join(folder, 'waivers.csv')
    writeFileSync(waivers, readFileSync(waivers, 'utf8').replace('2024-07-31', '2024-08-15'))
    expect(await codesOf('2024-07-01')).toEqual([0, 0, 0])
    const plan = join(folder, 'plan.csv')
    const install = '2026-01-01,install,MSC-9,,H11,Huawei,MSOFTX3000,core.2g3g.msc,2025-06-01\n'
    writeFileSync(plan, `${readFileSync(plan, 'utf8')}${install}`)
    expect(await codesOf('2025-07-01')).toEqual([0, 2, 2])
    const { out } = await mainstay('check', folder, '--as-of', '2025-07-01', '--format', 'sarif')
    const { runs } = JSON.parse(out) as { runs: [{ results: { ruleId: string; level: string }[] }] }
    expect(runs[0].results.map(({ ruleId, level }) => [ruleId, level])).toEqual([['by-hand/HAND-CORE', 'warning']])
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

  it('says that no rule was judged where every one waits for something, and which option fails then', async () => {
    const folder = await byHand()
    const pack = join(folder, 'rules', 'by-hand.yaml')
    const waiting = readFileSync(pack, 'utf8').replace(/^rules:\n[\s\S]*?(?=^ {2}- id: HAND-SPARES)/m, 'rules:\n')
    writeFileSync(pack, waiting)
    for (const table of ['authorisations.csv', 'waivers.csv']) rmSync(join(folder, table))
    const ran = await mainstay('check', folder)
    expect(ran.out).toContain('On 1 July 2024 the one rule in force is left to the analysis of spares.')
    expect([ran.code, ran.err]).toEqual([
      0,
      expect.stringContaining(
        'no rule was judged, and 1 rule was left to `mainstay spares`: exit code 0 (--fail-on notEvaluated makes it 2)\n',
      ),
    ])
    expect((await mainstay('check', folder, '--fail-on', 'notEvaluated')).code).toBe(2)
  })

  it('says that the timelines take in the as-of date where other days are asked for', async () => {
    const folder = await byHand()
    const asked = ['--as-of', '2024-07-01', '--from', '2025-01-01', '--to', '2027-12-31', '--fail-on', 'never'] as const
    const { out } = await mainstay('check', folder, ...asked)
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'horizon 2024-07-01 to 2027-12-31 (asked: 2025-01-01 to 2027-12-31; timelines take in the as-of date, and a year after each rule falls due)',
    )
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

  it.each(['text', 'json', 'csv', 'csv-matter', 'sarif', 'html'])('answers as %s', async (format) => {
    const { out, err } = await mainstay('check', await byHand(), '--format', format)
    expect(err).toBe('')
    expect(out.length).toBeGreaterThan(500)
  })

  it('names a hundred elements that matter to a rule, or as many as are asked for; a spreadsheet gets all', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'mainstay.yaml'),
      'workspace: 1\noperator: {name: Our Company, addressedBy: [uk-dvd-2022]}\njurisdictions: [GB]\ninventoryDate: 2024-01-01\nasOf: 2024-01-01\n',
    )
    const rows = Array.from({ length: 150 }, (_, index) => `C${index},Huawei,core.5g.amf,2020-01-01\n`)
    writeFileSync(join(folder, 'elements.csv'), `element,vendor,function,inService\n${rows.join('')}`)
    const asked = ['--packs', 'uk-dvd-2022', '--fail-on', 'never']
    const named = async (...options: string[]) => {
      const { out } = await mainstay('check', folder, '--format', 'json', ...asked, ...options)
      const { rules } = JSON.parse(out) as RulesReport
      const { total, entries } = rules.find(({ rule }) => rule === 'UK-DVD-CORE')!.matter
      return [total, entries.length]
    }
    expect(await named()).toEqual([150, 100])
    expect(await named('--matter', '7')).toEqual([150, 7])
    expect(await named('--matter', 'all')).toEqual([150, 150])
    const { out } = await mainstay('check', folder, '--format', 'csv-matter', ...asked)
    expect(out.split('\n').filter((line) => line.includes('UK-DVD-CORE'))).toHaveLength(150)
    const refused = await mainstay('check', folder, '--matter', 'most')
    expect(refused.code).toBe(64)
    expect(refused.err).toContain('Expected `all`, or a whole number up to 1000000')
  })

  it('reads the tables as of one day whatever day is asked about, and says which where that matters', async () => {
    const folder = temporaryFolder()
    const manifest = join(folder, 'mainstay.yaml')
    const head = 'workspace: 1\noperator: {name: Our Company}\njurisdictions: [GB]\n'
    const write = (status: string) =>
      writeFileSync(join(folder, 'elements.csv'), `element,vendor,function,status\nB1,Nokia,ran.5g.gnb,${status}\n`)
    const inventoryDates = async () => {
      const dates: string[] = []
      const told: string[] = []
      for (const asOf of [[], ['--as-of', '2023-05-01'], ['--as-of', '2028-05-01']]) {
        const { out, err } = await mainstay('check', folder, '--format', 'json', ...asOf)
        dates.push((JSON.parse(out) as { inventoryDate: string }).inventoryDate)
        told.push(err)
      }
      return { dates, told }
    }
    const remark = (day: string) =>
      `mainstay.yaml, key inventoryDate: missing key: the tables are read as those of ${day}, on which hangs what is meant by \`status\`; expected the day they were drawn up, such as \`inventoryDate: ${day}\``
    const thrice = <Value>(value: Value) => [value, value, value]
    writeFileSync(manifest, head)
    write('inService')
    const ofToday = await inventoryDates()
    expect(ofToday.dates).toEqual(thrice('2026-11-01'))
    expect(ofToday.told).toEqual(thrice(expect.stringContaining(remark('2026-11-01'))))
    writeFileSync(manifest, `${head}asOf: 2025-01-01\n`)
    const ofManifest = await inventoryDates()
    expect(ofManifest.dates).toEqual(thrice('2025-01-01'))
    expect(ofManifest.told).toEqual(thrice(expect.stringContaining(remark('2025-01-01'))))
    write('')
    expect((await inventoryDates()).told.join()).not.toContain('inventoryDate')
    write('inService')
    writeFileSync(manifest, `${head}inventoryDate: 2024-01-01\n`)
    const stated = await inventoryDates()
    expect(stated.dates).toEqual(thrice('2024-01-01'))
    expect(stated.told.join()).not.toContain('inventoryDate')
  })

  it('writes today into a new workspace as the day its tables describe', async () => {
    const folder = join(temporaryFolder(), 'fresh')
    await mainstay('init', folder)
    expect(readFileSync(join(folder, 'mainstay.yaml'), 'utf8')).toMatch(/^inventoryDate: 2026-11-01 +# /m)
  })

  it('counts an element once by its vendor, in however many configurations it was', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'mainstay.yaml'), 'workspace: 1\noperator: {name: Our Company}\njurisdictions: [GB]\n')
    writeFileSync(
      join(folder, 'elements.csv'),
      'element,vendor,function,technologiesBefore,technologies,technologyChanged,inService\n' +
        'B1,Nokia,ran.5g.gnb,4G,4G|5G,2022-01-01,2020-01-01\nB2,Nokia,ran.5g.gnb,,5G,,2020-01-01\nB3,,ran.5g.gnb,,5G,,2020-01-01\n',
    )
    const { out, err } = await mainstay('check', folder, '--format', 'json')
    expect(err).toBe('')
    const { estate } = JSON.parse(out) as { estate: { elements: number; vendors: object[] } }
    expect(estate.elements).toBe(3)
    expect(estate.vendors).toEqual([
      { vendor: 'nokia', name: 'Nokia Corporation', elements: 2 },
      { vendor: 'unknown', name: 'unknown', elements: 1 },
    ])
  })

  it('tells a vendor that is not stated apart from one that nobody goes by, each element once', async () => {
    const folder = await byHand()
    const elements = join(folder, 'elements.csv')
    const row = (name: string, vendor: string) =>
      `${name},H01,${vendor},,ran.5g.gnb,,,inService,2022-02-01,2022-03-01,,\n`
    writeFileSync(elements, `${readFileSync(elements, 'utf8')}${row('GNB-X', '')}${row('GNB-Y', 'unknown')}`)
    const { out } = await mainstay('check', folder, '--format', 'json', '--fail-on', 'never')
    const report = JSON.parse(out) as RulesReport
    expect(report.estate.vendorNotStated).toBe(1)
    expect(report.unresolvedVendors).toContainEqual({ name: 'unknown', kind: 'nobody', subjects: 1, suggestions: [] })
    expect((await mainstay('check', folder)).out.replaceAll('\n', ' ')).toContain(
      '1 subject whose vendor is not stated, 2 subjects whose vendor is not resolved',
    )
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
    expect(out).toContain('any limit below 30 % would be missed, and any below 40 % might be')
    expect(out).toContain('counted on 2024-07-01: H01, H02, H03 and H04')
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

describe('the demonstration', () => {
  it('tells the answer on each day of its story, and writes a page of each', async () => {
    const out = join(temporaryFolder(), 'demo')
    const ran = await mainstay('demo', '--out', out)
    expect((await mainstay('demo', '--out', out)).out).toBe(ran.out)
    expect([ran.code, ran.err]).toEqual([0, ''])
    const told = ran.out.split('\n')
    expect(told[0]).toMatch(/^19 June 2020: /)
    expect(told[1]).toMatch(/^ {2}Only advice is in force, and the plan departs from it\. On 19 June 2020 /)
    expect(ran.out).toMatch(/^1 January 2024: .*\n {2}No, on assumed facts\. On 1 January 2024, .*\(UK-DVD-CORE\)/m)
    for (const day of ['2020-06-19', '2023-08-01', '2024-01-01', '2026-11-01'])
      expect(existsSync(join(out, `report-${day}.html`))).toBe(true)
  })
})

describe('what cannot be found or written', () => {
  it('is told by its name, why, and what was meant', async () => {
    const folder = await byHand()
    const told = async (...args: string[]) => (await mainstay(...args)).err
    expect(await told('rules', 'list', '--workspace', 'nowhere')).toContain('nowhere/mainstay.yaml: no such folder')
    expect(await told('init', 'x', '--example', 'by-hnd')).toContain('did you mean `by-hand`?')
    expect(await told('check', folder, '--errors', join(folder, 'no', 'faults.csv'))).toMatch(
      /faults\.csv` cannot be written \(--errors\): no such folder\n$/,
    )
    expect(await told('report', folder, '--out', folder)).toContain('cannot be written: it is a folder')
    const none = await mainstay('rules', 'test', 'foo')
    expect([none.code, none.out]).toEqual([3, ''])
    expect(none.err).toContain('unknown rule pack `foo`')
    const folderMeant = `a workspace, and no rule pack \`${folder}\`; expected `
    for (const command of [['test'], ['show'], ['diff', 'uk-dvd-2022']])
      expect(await told('rules', ...command, folder)).toContain(
        `command line: ${folderMeant}\`--workspace ${folder}\`, with which its own packs are at hand`,
      )
    expect(await told('check', folder, '--packs', folder)).toContain(
      `--packs: ${folderMeant}names of packs, as \`mainstay rules list --workspace ${folder}\` tells them`,
    )
    expect(await told('init')).toContain('--help tells what there is')
  })
})

describe('a folder no workspace can be made in', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')

  it.runIf(existsSync('/proc/self'))(
    'is refused where the system takes no folder, rather than tried for ever',
    async () => {
      for (const args of [
        ['init', '/proc/mine'],
        ['init', '/proc/mine', '--example', 'by-hand'],
        ['demo', '--out', '/proc/mine'],
      ]) {
        const { code, err } = await mainstay(...args)
        expect(code).toBe(1)
        expect(err).toMatch(/^mainstay: `\/proc\/mine.*` cannot be made a folder: nothing can be made there\n$/)
      }
    },
  )

  it('is refused where a file is in the way', async () => {
    for (const folder of [file, join(file, 'mine')]) {
      const { code, err } = await mainstay('init', folder)
      expect([code, err]).toEqual([
        1,
        `mainstay: \`${folder}\` cannot be made a folder: a file stands where a folder is needed\n`,
      ])
    }
  })

  it('is not made for an example that there is not', async () => {
    const folder = join(temporaryFolder(), 'none')
    expect((await mainstay('init', folder, '--example', 'by-hnad')).err).toContain(
      'no example `by-hnad`: there are by-hand',
    )
    expect((await mainstay('init', folder, '--recipe', 'none.yaml')).err).toContain('none.yaml: no such file')
    expect(existsSync(folder)).toBe(false)
  })
})

describe('a question that cannot mean what it says', () => {
  it('is told: a day that no network has, with the days there are and one as it is written', async () => {
    for (const day of ['1899-12-31', '2200-01-01', '2023-02-29', '1.8.2023']) {
      const { code, err } = await mainstay('check', '--as-of', day)
      expect(code).toBe(64)
      expect(err).toContain('expected a day from 1900-01-01 to 2199-12-31, such as 2020-06-19')
    }
  })

  it('looks five years back and ten ahead, to the same day of the year, where nobody says', async () => {
    const folder = join(temporaryFolder(), 'net')
    await mainstay('init', folder)
    const horizonOf = async (day: string) => {
      const { out } = await mainstay('check', folder, '--as-of', day, '--format', 'json')
      const { horizon } = JSON.parse(out) as { horizon: { from: string; to: string } }
      return [horizon.from, horizon.to]
    }
    expect(await horizonOf('2026-11-22')).toEqual(['2021-11-22', '2036-11-22'])
    expect(await horizonOf('2024-02-29')).toEqual(['2019-02-28', '2034-02-28'])
    expect(await horizonOf('2199-12-31')).toEqual(['2194-12-31', '2199-12-31'])
    expect(await horizonOf('1900-01-01')).toEqual(['1900-01-01', '1910-01-01'])
  })

  it('is told: a network of nothing, and a horizon that ends before it begins', async () => {
    const folder = join(temporaryFolder(), 'net')
    await mainstay('init', folder)
    const ofNothing = await mainstay('check', folder)
    expect(ofNothing.err).toContain('judged on a network of nothing')
    expect(ofNothing.out).toMatch(/^There is nothing to judge\. As known on 1 November 2026, /)
    writeFileSync(join(folder, 'elements.csv'), 'element,function,operators\nGNB-1,ran.5g.gnb,South Mobile\n')
    const ofOthers = await mainstay('check', folder)
    expect(ofOthers.err).toMatch(/nothing serves the operator: the rules are judged on a network of nothing `.+`/)
    expect(ofOthers.out).toMatch(
      /^There is nothing to judge\. As known on 1 November 2026, nothing in the\s+workspace\s+serves/,
    )
    writeFileSync(join(folder, 'elements.csv'), 'element,function,inService\nGNB-1,ran.5g.gnb,2018-01-01\n')
    const tooEarly = await mainstay('check', folder, '--as-of', '1950-01-01')
    expect(tooEarly.err).toMatch(
      /as-of date: nothing is known to have been there by then: the rules are judged on a network of nothing `1950-01-01`; expected a day on which something of the network is known; the inventory is of \d{4}-/,
    )
    expect(tooEarly.err).not.toContain('operator')
    expect(tooEarly.out).toMatch(/^There is nothing to judge\. As known on 1 January 1950, nothing of the\s+network/)
    const backwards = await mainstay('check', folder, '--from', '2030-01-01', '--to', '2020-01-01')
    expect(backwards.code).toBe(3)
    expect(backwards.err).toContain('horizon begins after it ends `2030-01-01`')
  })
})

describe('what is asked for twice, or by another name than is meant', () => {
  it('an example and a recipe at once is a wrong command line', async () => {
    const folder = join(temporaryFolder(), 'net')
    const { code, err } = await mainstay('init', folder, '--example', 'by-hand', '--recipe', 'world.yaml')
    expect([code, existsSync(folder)]).toEqual([64, false])
    expect(err).toContain("'--example <name>' cannot be used with option '--recipe <file>'")
  })

  it('the folder of a recipe is no network, and how to make one of it is said', async () => {
    const { code, err } = await mainstay('check', 'examples/stockpile-2020')
    expect(code).toBe(3)
    expect(err).toContain(
      'examples/stockpile-2020: this folder holds the recipe of a network, and not the network; expected the folder that `mainstay init FOLDER --example stockpile-2020` makes of it',
    )
    const own = temporaryFolder()
    for (const name of ['world.yaml', 'mainstay.yaml'])
      writeFileSync(join(own, name), readFileSync(join('examples/stockpile-2020', name)))
    expect((await mainstay('check', own)).err).toContain(`--recipe ${join(own, 'world.yaml')}`)
  })

  it('judges by a pack of its own whose examples fail only with a warning a rule, in the report too', async () => {
    const folder = await byHand()
    const path = join(folder, 'rules', 'by-hand.yaml')
    const text = readFileSync(path, 'utf8')
    const other = text.replace(/^( +limit: ).*$/gm, '$11 %')
    writeFileSync(path, other)
    const { out } = await mainstay('rules', 'test', 'by-hand', '--workspace', folder, '--format', 'json')
    const outcomes = JSON.parse(out) as { rule: string; passed: boolean }[]
    const failing = new Set(outcomes.filter(({ passed }) => !passed).map(({ rule }) => rule))
    expect(failing.size).toBeGreaterThan(0)
    const shownBy = async (...options: string[]) => {
      const checked = await mainstay('check', folder, '--format', 'json', ...options)
      const report = JSON.parse(checked.out) as { faults: { shown: { column?: string; expected?: string }[] } }
      return report.faults.shown.map(({ column, expected }) => [column, expected])
    }
    const warnings = (name: string) =>
      [...failing].map((rule) => [
        `rule ${rule}`,
        `examples that hold; \`mainstay rules test ${name} --workspace FOLDER\` on the command line says what differs`,
      ])
    expect(await shownBy()).toEqual(warnings('by-hand'))
    const draft = join(temporaryFolder(), 'draft.yaml')
    writeFileSync(draft, other)
    writeFileSync(path, text)
    expect(await shownBy('--packs', draft)).toEqual(warnings(draft))
    expect(await shownBy()).toEqual([])
  })

  it('packs to judge, and drafts, may be named by the path of a file', async () => {
    const folder = await byHand()
    const text = readFileSync(join(folder, 'rules', 'by-hand.yaml'), 'utf8')
    const draft = join(temporaryFolder(), 'draft.yaml')
    writeFileSync(draft, text.replace(/^pack: .*$/m, 'pack: our-draft').replace(/^status: .*$/m, 'status: proposed'))
    const packsOf = async (...options: string[]) => {
      const { out, err } = await mainstay('check', folder, '--format', 'json', ...options)
      expect(err).toBe('')
      return (JSON.parse(out) as { packs: { pack: string }[] }).packs.map(({ pack }) => pack)
    }
    expect(await packsOf('--with-proposed', draft)).toEqual(['by-hand', 'our-draft'])
    expect(await packsOf('--packs', draft)).toEqual(['our-draft'])
    writeFileSync(draft, text)
    const twins = await mainstay('check', folder, '--with-proposed', draft)
    expect([twins.code, twins.err]).toEqual([
      3,
      expect.stringContaining(
        'same name as the pack of rules/by-hand.yaml, which is judged too `by-hand`; expected a name of its own; or `mainstay rules diff`',
      ),
    ])
  })

  it('a pack named as a draft is told where it is none, or is judged anyway', async () => {
    const folder = await byHand()
    const anyway = await mainstay('check', folder, '--with-proposed', 'by-hand')
    expect(anyway.err).toContain('warning: --with-proposed: judged anyway, with status in-force `by-hand`')
    const none = await mainstay('check', folder, '--with-proposed', 'uk-dvd-2022')
    expect([none.code, none.err]).toEqual([
      3,
      expect.stringContaining(
        '--with-proposed: no draft: its status is in-force `uk-dvd-2022`; expected a pack of status proposed',
      ),
    ])
  })

  it('a folder or a source without a name, or one that leads elsewhere, is refused before anything is read', async () => {
    const nameless = await mainstay('init', '')
    expect([nameless.code, nameless.err]).toEqual([
      1,
      'mainstay: a folder without a name: `.` is the one you stand in\n',
    ])
    const folder = await byHand()
    for (const source of ['', '../elsewhere', 'a/b']) {
      const { code, err } = await mainstay('import', join(folder, 'sites.csv'), '--into', folder, '--source', source)
      expect([code, err.split(';')[0]]).toEqual([3, `error: --source: cannot name a source \`${source}\``])
    }
  })

  it('a pack or a recipe that cannot be read is told with its path', async () => {
    const folder = await byHand()
    expect((await mainstay('check', folder, '--packs', 'no/such.yaml')).err).toContain(
      'error: no/such.yaml: no such file; expected the path of a file',
    )
    const into = join(temporaryFolder(), 'net')
    for (const [recipe, problem] of [
      [folder, 'not a file; expected a text file'],
      [join(folder, 'none.yaml'), 'no such file; expected the path of a file'],
    ] as const)
      expect((await mainstay('init', into, '--recipe', recipe)).err).toBe(`mainstay: ${recipe}: ${problem}\n`)
  })
})
