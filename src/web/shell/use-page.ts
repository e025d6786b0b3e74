// Which page of the list one is on.

import { useLocation } from '@tanstack/react-router'
import { PAGES, type PageEntry } from './pages.ts'

export function usePage(): PageEntry | undefined {
  const path = useLocation({ select: ({ pathname }) => pathname.split('/')[3] ?? '' })
  return PAGES.find((page) => page.path === path)
}
