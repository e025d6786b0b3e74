// Signing in with a provider of OpenID Connect: authorization code with PKCE, state and nonce.

import * as oidc from 'openid-client'
import { isGivenName } from '#model/given-name.ts'
import { STEERING_CHARACTERS } from '#model/steering-characters.ts'
import type { ProvenPerson } from '#service/application/people/sign-in.ts'
import type { SignInSettings } from './settings.ts'

/** What the browser keeps between being sent to the provider and coming back. */
export interface PendingSignIn {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Path of ours to go to in the end. */
  readonly to: string
}

/** Seconds the provider is waited for. */
const PATIENCE_SECONDS = 10

/** The provider cannot be reached or does not keep to the protocol; the cause says how. */
export class ProviderFailed extends Error {}
/** The provider was asked and nobody has signed in. */
export class SignInRefused extends Error {}

export class SignInProvider {
  readonly #settings: SignInSettings
  readonly #callback: string
  #configuration: Promise<oidc.Configuration> | undefined

  constructor(settings: SignInSettings, callback: string) {
    this.#settings = settings
    this.#callback = callback
  }

  async begin(to: string): Promise<{ readonly address: URL; readonly pending: PendingSignIn }> {
    const configuration = await this.#discover()
    const pending = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      to,
    }
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#callback,
      scope: 'openid profile email',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    })
    return { address, pending }
  }

  /** `query`: what stands after `?` in the address the browser came back with. */
  async end(query: string, pending: PendingSignIn): Promise<ProvenPerson> {
    const configuration = await this.#discover()
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${this.#callback}?${query}`), {
        pkceCodeVerifier: pending.verifier,
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        idTokenExpected: true,
      })
      const claims = tokens.claims()!
      const told = await this.#complete(configuration, tokens.access_token, claims)
      return describePerson(claims, told)
    } catch (error) {
      throw asFailure(error)
    }
  }

  /** Many providers tell name and address only when asked for them. */
  async #complete(configuration: oidc.Configuration, accessToken: string, claims: oidc.IDToken): Promise<Claims> {
    if (claims.email !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined) return claims
    return { ...claims, ...(await oidc.fetchUserInfo(configuration, accessToken, claims.sub)) }
  }

  /** Asked for at the first sign-in, so that a provider that is down does not keep the server from starting. */
  async #discover(): Promise<oidc.Configuration> {
    this.#configuration ??= discover(this.#settings)
    try {
      return await this.#configuration
    } catch (error) {
      this.#configuration = undefined
      throw new ProviderFailed('the provider of sign-in cannot be reached', { cause: error })
    }
  }
}

function discover({ issuer, clientId, clientSecret, allowsPlainHttp }: SignInSettings): Promise<oidc.Configuration> {
  return oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: PATIENCE_SECONDS,
    ...(allowsPlainHttp === true ? { execute: [oidc.allowInsecureRequests] } : {}),
  })
}

type Claims = Readonly<Record<string, unknown>>

function describePerson({ iss, sub }: oidc.IDToken, claims: Claims): ProvenPerson {
  const email = claims.email_verified === true ? textOf(claims.email) : undefined
  const name = nameOf(claims.name) ?? nameOf(claims.preferred_username) ?? nameOf(email) ?? nameOf(sub) ?? NAMELESS
  return { issuer: iss, subject: sub, name, ...(email === undefined ? {} : { email }) }
}

/** Shown of a person of whom the provider tells nothing that can be seen. */
const NAMELESS = 'somebody'
const STEERING = new RegExp(`[${STEERING_CHARACTERS}]`, 'gu')

/**
 * People type it elsewhere; here it is shown beside what they did, to everybody: of an address, which not everybody may see, what
 * stands before the `@`, where nothing else is said. The address itself is never changed: it says who they are.
 */
function nameOf(claim: unknown): string | undefined {
  const said = textOf(claim)?.replace(STEERING, '') ?? ''
  const name = textOf(said.replace(ADDRESS, ' ')) ?? textOf(said.replace(ADDRESS, ' $1 '))
  return name !== undefined && isGivenName(name) ? name : undefined
}

const ADDRESS = /[<(]?([^\s<>()@]+)@[^\s<>()@]+[>)]?/gu

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim.trim() !== '' ? claim.trim().slice(0, 200) : undefined
}

function asFailure(error: unknown): Error {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    return new SignInRefused(`the provider replied \`${error.error}\``, { cause: error })
  }
  if (error instanceof oidc.ClientError) {
    const isNetwork = error.code === 'OAUTH_TIMEOUT' || error.cause instanceof TypeError
    return new (isNetwork ? ProviderFailed : SignInRefused)('the reply of the provider cannot be trusted', {
      cause: error,
    })
  }
  return new ProviderFailed('the provider of sign-in cannot be reached', { cause: error })
}
