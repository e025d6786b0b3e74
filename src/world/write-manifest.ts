// mainstay.yaml as text.

import type { Manifest } from '#model/workspace.ts'

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value | undefined }

export function writeManifest(manifest: Manifest): string {
  return writeEntries(manifest as { readonly [key: string]: Value }, '')
}

function writeEntries(entries: { readonly [key: string]: Value | undefined }, indent: string): string {
  let text = ''
  for (const [key, value] of Object.entries(entries)) {
    if (value === undefined) continue
    if (Array.isArray(value)) text += `${indent}${key}: [${value.map(writeScalar).join(', ')}]\n`
    else if (typeof value === 'object')
      text += `${indent}${key}:\n${writeEntries(value as { readonly [key: string]: Value }, `${indent}  `)}`
    else text += `${indent}${key}: ${writeScalar(value)}\n`
  }
  return text
}

/** Words stand as they are; whatever YAML could read otherwise stands in quotes, which JSON's are. */
function writeScalar(value: Value): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (typeof value !== 'string') return text
  const isPlain =
    /^[A-Za-z][\w .'-]*$|^\d{4}-\d{2}-\d{2}$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
  return isPlain ? text : JSON.stringify(text)
}
