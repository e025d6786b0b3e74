// What stands in an address after `?`, as the router holds it: a text for a name, or several.

export type Search = Readonly<Record<string, string | readonly string[]>>

export function parseSearch(text: string): Search {
  const search: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search[name]
    search[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return { ...search }
}

/** With `?` before it; nothing where there is nothing to say. */
export function formatSearch(search: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null) continue
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one))
  }
  // These are allowed in a query as they are, and an address is read by people too.
  const text = parameters.toString().replace(/%7E/g, '~').replace(/%2C/g, ',').replace(/%3A/g, ':')
  return text === '' ? '' : `?${text}`
}
