// What the pages say is read by people who have no command line.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const FOLDER = join(import.meta.dirname, 'en')

describe('the words of the pages', () => {
  it.each(readdirSync(FOLDER))('name no option and no command of the command line: %s', (name) => {
    const text = readFileSync(join(FOLDER, name), 'utf8')
    expect(text.match(/(?<![\w(-])--[a-z][\w-]*|\bmainstay [a-z]+ [A-Za-z-]+`|`mainstay [^`]*`/g)).toBeNull()
  })
})
