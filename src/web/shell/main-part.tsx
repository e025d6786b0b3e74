// The main part of a page: that of the frame, where there is one around it, and its own where there is none. A page has one.

import { createContext, type ReactNode, useContext } from 'react'

const WithinFrame = createContext(false)

/** Around what a frame shows in its own main part. */
export function InFrame({ children }: { readonly children: ReactNode }) {
  return <WithinFrame value>{children}</WithinFrame>
}

export function MainPart({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  const Part = useContext(WithinFrame) ? 'div' : 'main'
  return <Part className={className}>{children}</Part>
}
