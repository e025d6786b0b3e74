import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { followRedirects, startProvider, type TestProvider } from './fixtures/sign-in-provider.ts'
import { ProviderFailed, SignInProvider, SignInRefused } from './sign-in-provider.ts'

const CALLBACK = 'http://127.0.0.1:9/back'
const isBack = (address: URL): boolean => address.href.startsWith(CALLBACK)

describe('a sign-in with a provider', () => {
  let provider: TestProvider
  let signIn: SignInProvider
  beforeAll(async () => {
    const people = {
      ada: { name: 'Ada Example', email: 'ada@example.org' },
      bo: { name: 'Bo Example', email: 'bo@example.org', isVerified: false },
      cy: { name: 'cy.example@example.org', email: 'cy@example.org' },
      dan: { name: 'Dan Example <dan@example.org>', email: 'dan@example.org' },
      eve: { name: ' \u200b', email: 'eve@example.org' },
      'fay@example.org': { name: '', email: 'x', isVerified: false },
    }
    provider = await startProvider(people, [CALLBACK])
    signIn = new SignInProvider({ ...provider, allowsPlainHttp: true }, CALLBACK)
  })
  afterAll(() => provider.close())

  async function comeBack(person: string | undefined) {
    provider.person = person
    const { address, pending } = await signIn.begin('/network')
    const back = await followRedirects(address, isBack)
    return { query: back.search.slice(1), pending }
  }

  it('tells who has signed in, with the address the provider has verified', async () => {
    const { query, pending } = await comeBack('ada')
    expect(await signIn.end(query, pending)).toEqual({
      issuer: provider.issuer,
      subject: 'ada',
      name: 'Ada Example',
      email: 'ada@example.org',
    })
  })

  it('does not take an address the provider has not verified', async () => {
    const { query, pending } = await comeBack('bo')
    expect(await signIn.end(query, pending)).not.toHaveProperty('email')
  })

  it('shows nobody the address of a person as their name', async () => {
    const names: Record<string, string> = {}
    for (const person of ['cy', 'dan', 'eve', 'fay@example.org']) {
      const { query, pending } = await comeBack(person)
      names[person] = (await signIn.end(query, pending)).name
    }
    expect(names).toEqual({ cy: 'cy.example', dan: 'Dan Example', eve: 'eve', 'fay@example.org': 'fay' })
  })

  it('is refused where the person said no', async () => {
    const { query, pending } = await comeBack(undefined)
    await expect(signIn.end(query, pending)).rejects.toThrow(SignInRefused)
  })

  it('is refused where it was begun by another browser: other state, nonce or verifier', async () => {
    const other = (await signIn.begin('/')).pending
    for (const part of ['state', 'nonce', 'verifier'] as const) {
      const { query, pending } = await comeBack('ada')
      await expect(signIn.end(query, { ...pending, [part]: other[part] })).rejects.toThrow(SignInRefused)
    }
  })

  it('is refused the second time with the same code', async () => {
    const { query, pending } = await comeBack('ada')
    await signIn.end(query, pending)
    await expect(signIn.end(query, pending)).rejects.toThrow(SignInRefused)
  })

  it('fails as the provider does, and works when it is back', async () => {
    const gone = new SignInProvider({ ...provider, issuer: 'http://127.0.0.1:9', allowsPlainHttp: true }, CALLBACK)
    await expect(gone.begin('/')).rejects.toThrow(ProviderFailed)
  })

  it('does not speak plain HTTP unless told so', async () => {
    const plain = new SignInProvider({ ...provider }, CALLBACK)
    await expect(plain.begin('/')).rejects.toThrow(ProviderFailed)
  })
})
