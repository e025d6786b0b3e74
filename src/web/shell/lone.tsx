// A page without the shell around it: one thing to read, and one to do.

import type { ReactNode } from 'react'
import { Empty } from '../parts/empty.tsx'
import type { IconName } from '../parts/icon.tsx'
import { MainPart } from './main-part.tsx'

interface LoneProps {
  readonly icon: IconName
  readonly title: string
  readonly action: ReactNode
  readonly children: ReactNode
}

export function Lone({ icon, title, action, children }: LoneProps) {
  return (
    <MainPart className="page lone">
      <Empty icon={icon} title={title} actions={action}>
        {children}
      </Empty>
    </MainPart>
  )
}

/** The provider's page, and back to where one was. */
export function SignInLink({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <a className="button main" href={`/api/v1/sign-in?to=${encodeURIComponent(to)}`}>
      {children}
    </a>
  )
}
