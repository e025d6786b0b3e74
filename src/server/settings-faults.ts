// What stands in the way of serving as it was asked: every fault of the settings, each with what to do.

import { isIP } from 'node:net'
import type { ServerSettings } from './settings.ts'

/** Names of networks that stand for their addresses (RFC 5735, RFC 4193), as those who read them know them. */
const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal']
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]']

/** None: it can be served so. */
export function faultsOfSettings(
  mode: 'local' | 'team',
  { publicAddress, trustedProxies = [] }: Pick<ServerSettings, 'publicAddress' | 'trustedProxies'>,
): string[] {
  return [
    ...faultsOfAddress(mode, publicAddress),
    ...(mode === 'local' && trustedProxies.length > 0
      ? ['trusted proxies stand before a team alone: in local mode nothing stands between you and Mainstay']
      : trustedProxies.flatMap(faultsOfProxy)),
  ]
}

function faultsOfAddress(mode: 'local' | 'team', text: string | undefined): string[] {
  if (mode === 'local')
    return text === undefined
      ? []
      : [
          `the public address \`${text}\` is for a team that signs in: in local mode whoever reaches Mainstay may do everything without a password; leave it out, or set up sign-in`,
        ]
  if (text === undefined)
    return ['a team needs the public address people reach Mainstay under, such as `https://mainstay.example`']
  if (!URL.canParse(text))
    return [`the public address \`${text}\` is no address; expected one such as \`https://mainstay.example\``]
  const { protocol, hostname, origin, href } = new URL(text)
  const isHere = protocol === 'http:' && LOOPBACK_HOSTS.includes(hostname)
  if (protocol !== 'https:' && !isHere)
    return [`the public address \`${text}\` is no https address, without which nobody stays signed in`]
  if (href !== `${origin}/`)
    return [`the public address \`${text}\` has more than \`${origin}\`: Mainstay is served at the root of its host`]
  return []
}

function faultsOfProxy(text: string): string[] {
  if (NAMED_NETWORKS.includes(text)) return []
  const [address = '', prefix, ...rest] = text.split('/')
  const bits = isIP(address) === 6 ? 128 : 32
  const isNetwork = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)
  if (isIP(address) === 0 || !isNetwork || rest.length > 0)
    return [
      `the trusted proxy \`${text}\` is no address; expected one such as \`10.0.0.7\`, a network such as \`10.0.0.0/8\`, or one of ${NAMED_NETWORKS.map((name) => `\`${name}\``).join(', ')}`,
    ]
  return prefix !== undefined && Number(prefix) === 0
    ? [`the trusted proxy \`${text}\` is everybody: name the proxies that stand in front`]
    : []
}
