import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { mainstay } from './command-line.ts'
import { temporaryFolder } from '../temporary-folder.ts'

describe('a server that cannot be started as it was asked', () => {
  afterEach(() => vi.unstubAllEnvs())

  async function refused(env: Readonly<Record<string, string>>, ...args: string[]): Promise<string[]> {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
    const data = join(temporaryFolder(), 'data')
    const { code, out, err } = await mainstay('serve', '--data', data, ...args)
    expect([code, out, existsSync(data)]).toEqual([64, '', false])
    return err.trimEnd().split('\n')
  }
  const TEAM = {
    MAINSTAY_OIDC_ISSUER: 'https://id.example',
    MAINSTAY_OIDC_CLIENT_ID: 'mainstay',
    MAINSTAY_OIDC_CLIENT_SECRET: 'secret-word',
  }

  it('tells every fault at once, each in a line of its own, and opens nothing', async () => {
    const { MAINSTAY_OIDC_CLIENT_ID: _, ...without } = TEAM
    const env = { ...without, MAINSTAY_OIDC_ISSUER: 'http://id.example' }
    const told = await refused(env, '--public-address', 'http://mainstay.example', '--trusted-proxies', '10.0.0.7, ten')
    expect(told).toEqual([
      'mainstay: `MAINSTAY_OIDC_CLIENT_ID` is not set: signing in needs MAINSTAY_OIDC_ISSUER, MAINSTAY_OIDC_CLIENT_ID, MAINSTAY_OIDC_CLIENT_SECRET',
      'mainstay: `MAINSTAY_OIDC_ISSUER` is `http://id.example`; expected an https address, such as `https://id.example`',
      'mainstay: the public address `http://mainstay.example` is no https address, without which nobody stays signed in',
      'mainstay: the trusted proxy `ten` is no address; expected one such as `10.0.0.7`, a network such as `10.0.0.0/8`, or one of `loopback`, `linklocal`, `uniquelocal`',
    ])
  })

  it('is told what a team needs', async () => {
    expect(await refused(TEAM)).toEqual([
      'mainstay: a team needs the public address people reach Mainstay under, such as `https://mainstay.example`',
    ])
    for (const [given, told] of [
      ['mainstay.example', 'is no address'],
      ['https://mainstay.example/app', 'has more than `https://mainstay.example`'],
    ] as const)
      expect(await refused(TEAM, '--public-address', given)).toEqual([expect.stringContaining(told)])
  })

  it('trusts no proxies that are everybody, and none in local mode', async () => {
    const asked = ['--public-address', 'http://localhost:7070', '--trusted-proxies']
    for (const proxies of ['0.0.0.0/0', '::/0']) {
      const told = `mainstay: the trusted proxy \`${proxies}\` is everybody: name the proxies that stand in front`
      expect(await refused(TEAM, ...asked, proxies)).toEqual([told])
    }
    for (const proxies of ['10.0.0.0/33', '::1/129', '10.0.0.0/8/8', '10.0.0.0/'])
      expect(await refused(TEAM, ...asked, proxies)).toEqual([expect.stringContaining('is no address')])
    vi.unstubAllEnvs()
    expect(await refused({}, '--trusted-proxies', '10.0.0.7')).toEqual([expect.stringContaining('local mode')])
  })
})
