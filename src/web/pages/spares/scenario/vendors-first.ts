// The vendors of the registry, those that make parts of the network first.

import type { WorkspaceFacts } from '#contract/application/workspace.ts'

type Vendor = WorkspaceFacts['vendors'][number]

/** `manufacturers`: as the network writes them. Who bears no such name is found further down. */
export function vendorsFirst(vendors: readonly Vendor[], manufacturers: readonly string[]): readonly Vendor[] {
  const written = manufacturers.map((name) => name.toLowerCase())
  const isOurs = ({ vendor, name }: Vendor): boolean => {
    const full = name.toLowerCase()
    return written.some((one) => one === vendor || one === full || full.startsWith(`${one} `))
  }
  return [...vendors.filter(isOurs), ...vendors.filter((one) => !isOurs(one))]
}
