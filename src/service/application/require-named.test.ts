import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Application, Asker } from './application.ts'
import { describeInputs } from './describe-inputs.ts'
import type { Refusal } from './refusal.ts'
import { requireNamed } from './require-named.ts'
import { getWorkspaceFacts } from './workspace-facts.ts'

vi.mock('./workspace-facts.ts')

describe('packs that a question names', () => {
  const root = mkdtempSync(join(tmpdir(), 'mainstay-named-'))
  const folder = join(root, 'one', 'inputs')
  beforeAll(async () => {
    mkdirSync(join(folder, 'rules'), { recursive: true })
    writeFileSync(join(folder, 'mainstay.yaml'), 'workspace: 1\noperator: {name: Own}\njurisdictions: [GB]\n')
    writeFileSync(join(folder, 'rules', 'ours.yaml'), 'pack: our-own\ntitle: Ours\nnonsense: 1\n')
    const facts = { snapshot: { digest: 'one' }, ...(await describeInputs(folder)) }
    vi.mocked(getWorkspaceFacts).mockResolvedValue(facts as never)
  })
  afterAll(() => rmSync(root, { recursive: true }))

  const named = (...packs: string[]): Promise<Refusal> =>
    requireNamed({ folders: { snapshots: () => root } } as unknown as Application, {} as Asker, 'w', {
      question: { kind: 'rules', packs },
    }).then(
      () => expect.fail('it was not refused'),
      (error: Refusal) => error,
    )

  it('are told with their faults where they are there and cannot be used, and not as packs there are not', async () => {
    const { code, message, faults } = await named('uk-dvd-2022', 'our-own')
    expect(code).toBe('faulty-input')
    expect(message).toContain('the rule pack `our-own` has faults, and cannot be judged by until they are mended')
    expect(message).toContain('the first: rules/ours.yaml line')
    expect(faults?.length).toBeGreaterThan(1)
    expect(new Set(faults?.map(({ file }) => file))).toEqual(new Set(['rules/ours.yaml']))
  })

  it('are told as missing where there are none', async () => {
    expect((await named('our-onw')).message).toBe('the snapshot that is asked has no rule pack `our-onw`')
  })
})
