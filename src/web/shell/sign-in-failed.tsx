// Where somebody ends whom the provider, or the application, did not let in.

import { useSearch } from '@tanstack/react-router'
import { shell } from '../words/en/shell.ts'
import { Lone, SignInLink } from './lone.tsx'

const WHY: Readonly<Record<string, string>> = {
  'provider-failed': shell.signIn.providerFailed,
  refused: shell.signIn.refused,
  'no-member': shell.signIn.noMember,
}

export function SignInFailed() {
  const { why } = useSearch({ strict: false }) as { readonly why?: unknown }
  return (
    <Lone icon="lock" title={shell.signIn.failed} action={<SignInLink to="/">{shell.signIn.again}</SignInLink>}>
      {(typeof why === 'string' ? WHY[why] : undefined) ?? shell.signIn.providerFailed}
    </Lone>
  )
}
