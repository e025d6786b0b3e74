import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { shippedFolder } from '#service/product.ts'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** A pack named by its path stands in no folder that the log names. */
const DRAFT = join(shippedFolder('rules'), 'eu-csa2-proposal-2026.yaml')

/** The same name as that of a file which a workspace might have. */
const GIVEN = relative(process.cwd(), join(shippedFolder('rules'), 'fr-anssi-2019.yaml'))

interface SarifLog {
  readonly runs: readonly {
    readonly originalUriBaseIds: Readonly<Record<string, unknown>>
    readonly artifacts: readonly { readonly location: Uri; readonly hashes: Readonly<Record<string, string>> }[]
    readonly invocations: readonly {
      readonly toolExecutionNotifications: readonly {
        readonly message: { readonly text: string }
        readonly locations?: unknown
      }[]
    }[]
    readonly results: readonly {
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: Uri; readonly region: { readonly startLine: number } }
        readonly logicalLocations: readonly { readonly name: string }[]
        readonly message: { readonly text: string }
      }[]
    }[]
  }[]
}

interface Uri {
  readonly uri: string
  readonly uriBaseId?: string
}

let folder: string
let network: string

beforeAll(async () => {
  folder = temporaryFolder()
  network = join(folder, 'net')
  await mainstay('init', network, '--example', 'by-hand')
})

describe('an output', () => {
  it.each([
    ['elements.csv', ['check', '--format', 'csv', '--out']],
    ['mainstay.yaml', ['check', '--format', 'json', '--out']],
    ['rules/by-hand.yaml', ['report', '--out']],
    ['sites.csv', ['check', '--errors']],
  ])('is never written over %s, which the network is read from', async (name, [command, ...options]) => {
    const file = join(network, name)
    const before = readFileSync(file, 'utf8')
    const { code, err } = await mainstay(command!, network, ...options, file)
    expect([code, err]).toEqual([
      1,
      `mainstay: \`${file}\` is what a network is read from: name another file for the output\n`,
    ])
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('goes where a link leads, and the link stays', async () => {
    const [link, target] = [join(folder, 'link.html'), join(folder, 'report.html')]
    writeFileSync(target, 'old')
    symlinkSync('report.html', link)
    await mainstay('report', network, '--out', link)
    expect(readFileSync(target, 'utf8')).toContain('<!doctype html>')
    expect(readFileSync(link, 'utf8')).toBe(readFileSync(target, 'utf8'))
  })

  it.runIf(existsSync('/dev/full'))('to a full disk ends in one sentence', async () => {
    const { code, err } = await mainstay('check', network, '--format', 'json', '--out', '/dev/full')
    expect([code, err.split('\n').at(-2)]).toEqual([1, 'mainstay: `/dev/full` cannot be written: the disk is full'])
  })

  it('of a suggested mapping leaves one that was reviewed alone', async () => {
    const mapping = join(folder, 'mapping.yaml')
    writeFileSync(mapping, 'reviewed: true\n')
    const { code, err } = await mainstay('import', join(network, 'sites.csv'), '--suggest-mapping', mapping)
    expect([code, err]).toEqual([
      1,
      `mainstay: \`${mapping}\` exists already: name another file, or take it away first\n`,
    ])
    expect(readFileSync(mapping, 'utf8')).toBe('reviewed: true\n')
  })
})

describe('a SARIF log', () => {
  it('names files that are there, and the line of each row, be it imported or kept by hand', async () => {
    const elsewhere = temporaryFolder()
    const imported = join(elsewhere, 'inventory.csv')
    const kept = join(elsewhere, 'net')
    await mainstay('init', kept, '--example', 'by-hand')
    renameSync(join(kept, 'elements.csv'), imported)
    await mainstay('import', imported, '--into', kept, '--source', 'ems', '--as', 'tables')
    const { out } = await mainstay('check', kept, '--format', 'sarif', '--fail-on', 'never', '--with-proposed', DRAFT)
    const [run] = (JSON.parse(out) as SarifLog).runs
    const folders: Record<string, string> = { PRODUCT: join(shippedFolder('rules'), '..'), WORKSPACE: kept }
    expect(Object.keys(run!.originalUriBaseIds)).toEqual(Object.keys(folders))
    for (const { location, hashes } of run!.artifacts) {
      const folder = location.uriBaseId === undefined ? '/' : folders[location.uriBaseId]!
      const bytes = readFileSync(join(folder, decodeURIComponent(location.uri)))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      expect([location.uri, sha256]).toEqual([location.uri, hashes['sha-256']])
    }
    const places = run!.results.flatMap((result) => result.locations)
    expect(
      new Set(places.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri.split('/').at(-1))),
    ).toEqual(new Set(['elements.csv', 'plan.csv', 'units.csv', 'totals.csv']))
    for (const { physicalLocation, logicalLocations, message } of places) {
      const { uri } = physicalLocation.artifactLocation
      const line = readFileSync(join(kept, uri), 'utf8').split(/\r?\n/)[physicalLocation.region.startLine - 1]!
      if (!uri.startsWith('imports/')) continue
      expect(line.startsWith(`${logicalLocations[0]!.name},`)).toBe(true)
      expect(message.text).toMatch(/, imported from inventory\.csv line \d+$/)
    }
  })

  it.each([
    { options: [], base: { uriBaseId: 'PRODUCT' } },
    { options: ['--packs', GIVEN], base: {} },
  ])('tells where a pack lies that is none of the workspace, given $options', async ({ options, base }) => {
    const own = temporaryFolder()
    const manifest =
      'workspace: 1\noperator: {name: North}\njurisdictions: [FR]\nrulePacks: [fr-anssi-2019]\nasOf: 2024-01-01\n'
    writeFileSync(join(own, 'mainstay.yaml'), manifest)
    writeFileSync(join(own, 'sites.csv'), 'site,region\nS1,Strassbourg\n')
    const { out } = await mainstay('check', own, '--format', 'sarif', '--fail-on', 'never', ...options)
    const [run] = (JSON.parse(out) as SarifLog).runs
    const location = { uri: 'rules/fr-anssi-2019.yaml', ...base }
    expect(run!.artifacts.map((one) => one.location).filter(({ uri }) => uri === location.uri)).toEqual([location])
    const told = run!.invocations[0]!.toolExecutionNotifications.filter(({ message }) =>
      /Strassbourg/.test(message.text),
    )
    expect(told.map(({ locations }) => locations)).toEqual([[{ physicalLocation: { artifactLocation: location } }]])
  })
})

describe('a workspace', () => {
  it('whose rule packs share a name is refused: nobody can tell which of them is meant', async () => {
    const twin = join(temporaryFolder(), 'net')
    await mainstay('init', twin, '--example', 'by-hand')
    writeFileSync(join(twin, 'rules', 'z.yaml'), readFileSync(join(twin, 'rules', 'by-hand.yaml'), 'utf8'))
    const { code, err } = await mainstay('check', twin)
    expect([code, err.split('\n')[0]]).toEqual([
      3,
      'error: rules/z.yaml, key pack: same name as the pack of rules/by-hand.yaml `by-hand`; expected a name of its own, or only one of the two files',
    ])
  })

  it('that says a pack addresses the operator which there is not is told', async () => {
    const own = join(temporaryFolder(), 'net')
    await mainstay('init', own)
    const manifest = join(own, 'mainstay.yaml')
    const text = readFileSync(manifest, 'utf8').replace(/^ *# addressedBy:.*$/m, '  addressedBy: [uk-dvd-2O22]')
    writeFileSync(manifest, text)
    const { code, err } = await mainstay('check', own)
    expect(code).toBe(3)
    expect(err).toContain(
      'mainstay.yaml line 8, key operator.addressedBy[0]: unknown rule pack `uk-dvd-2O22`; expected one of the packs shipped, or of the folder `rules`; did you mean `uk-dvd-2022`?',
    )
  })
})
