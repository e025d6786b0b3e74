// Where somebody ends whom the provider, or the application, did not let in.

import { useSearch } from '@tanstack/react-router'
import { Empty } from '../parts/empty.tsx'
import { shell } from '../words/en/shell.ts'

const WHY: Readonly<Record<string, string>> = {
  'provider-failed': shell.signIn.providerFailed,
  refused: shell.signIn.refused,
  'no-member': shell.signIn.noMember,
}

export function SignInFailed() {
  const { why } = useSearch({ strict: false }) as { readonly why?: unknown }
  return (
    <main className="page lone">
      <Empty
        icon="lock"
        title={shell.signIn.failed}
        actions={
          <a className="button main" href="/api/v1/sign-in?to=/">
            {shell.signIn.again}
          </a>
        }
      >
        {(typeof why === 'string' ? WHY[why] : undefined) ?? shell.signIn.providerFailed}
      </Empty>
    </main>
  )
}
