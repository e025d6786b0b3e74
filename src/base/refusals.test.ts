import { expect, it } from 'vitest'
import { wordRefusal } from './refusals.ts'

it.each([
  ['EACCES', 'reading', 'not allowed to this user'],
  ['ENOENT', 'reading', 'no such file'],
  ['ENOENT', 'writing', 'no such folder'],
  ['ENOSPC', 'writing', 'the disk is full'],
  ['EMFILE', 'reading', 'too many files are open: close some, or raise the limit (`ulimit -n`)'],
  ['ESTRANGE', 'writing', 'ESTRANGE'],
] as const)('%s when %s: %s', (code, doing, words) => {
  expect(wordRefusal(code, doing)).toBe(words)
})
