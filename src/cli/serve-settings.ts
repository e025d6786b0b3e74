// What the arguments and the environment say of a server. Secrets come from the environment alone: arguments are seen by
// others on the machine.

import { isGivenName, NAME_EXPECTED } from '#model/given-name.ts'
import type { ServerSettings } from '#server/index.ts'

const SIGN_IN = ['MAINSTAY_OIDC_ISSUER', 'MAINSTAY_OIDC_CLIENT_ID', 'MAINSTAY_OIDC_CLIENT_SECRET'] as const

const FIRST = ['MAINSTAY_FIRST_ADMINISTRATOR', 'MAINSTAY_FIRST_ORGANISATION'] as const

export type SignIn = ServerSettings['signIn']

export interface SignInRead {
  /** Undefined where nobody signs in, and where there are faults. */
  readonly signIn: SignIn
  readonly faults: readonly string[]
}

const E_MAIL = /^[^\s@,;]+@[^\s@,;]+$/

/** What is wrong with the address of the database; it may hold a password, and is not told. */
export function faultsOfPostgres(address: string | undefined): readonly string[] {
  if (address === undefined || (/^postgres(ql)?:\/\//.test(address) && URL.canParse(address))) return []
  return [
    '`MAINSTAY_POSTGRES` is no address of a PostgreSQL server; expected one such as `postgres://mainstay@db.example/mainstay`',
  ]
}

/** Nobody signs in where none of the variables is set. */
export function readSignIn(env: NodeJS.ProcessEnv): SignInRead {
  const missing = SIGN_IN.filter((name) => (env[name] ?? '') === '')
  if (missing.length === SIGN_IN.length)
    return {
      signIn: undefined,
      faults: FIRST.filter((name) => (env[name] ?? '') !== '').map(
        (name) => `\`${name}\` is set, and nobody signs in: signing in needs ${SIGN_IN.join(', ')}`,
      ),
    }
  const issuer = env.MAINSTAY_OIDC_ISSUER ?? ''
  const { MAINSTAY_FIRST_ADMINISTRATOR: email, MAINSTAY_FIRST_ORGANISATION: organisation } = env
  const faults = [
    ...missing.map((name) => `\`${name}\` is not set: signing in needs ${SIGN_IN.join(', ')}`),
    ...(issuer === '' || (URL.canParse(issuer) && new URL(issuer).protocol === 'https:')
      ? []
      : [`\`MAINSTAY_OIDC_ISSUER\` is \`${issuer}\`; expected an https address, such as \`https://id.example\``]),
    ...(email === undefined || E_MAIL.test(email)
      ? []
      : [`\`MAINSTAY_FIRST_ADMINISTRATOR\` is \`${email}\`; expected one e-mail address, such as \`ada@example.org\``]),
    ...(organisation === undefined || isGivenName(organisation)
      ? []
      : [`\`MAINSTAY_FIRST_ORGANISATION\` is ${JSON.stringify(organisation)}; expected ${NAME_EXPECTED}`]),
  ]
  if (faults.length > 0) return { signIn: undefined, faults }
  const signIn = {
    issuer,
    clientId: env.MAINSTAY_OIDC_CLIENT_ID!,
    clientSecret: env.MAINSTAY_OIDC_CLIENT_SECRET!,
    ...(email === undefined
      ? {}
      : { firstAdministrator: { email, organisation: organisation ?? 'First organisation' } }),
  }
  return { signIn, faults }
}

/** Separated by commas. */
export function readProxies(text: string | undefined): readonly string[] | undefined {
  return text
    ?.split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
}
