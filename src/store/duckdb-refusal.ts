// What the system refused to DuckDB, by the code of the system: DuckDB has only its words.

/** The last of them where what does not fit into memory finds no room on the disk either: no bound of its own is set. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/no space left on device/i, 'ENOSPC'],
  [/quota exceeded/i, 'EDQUOT'],
  [/failed to offload data block|max_temp_directory_size/i, 'ENOSPC'],
]

/** The error with that code, where its words tell of one; others as they are. */
export function withSystemCode(error: unknown): unknown {
  if (!(error instanceof Error) || (error as NodeJS.ErrnoException).code !== undefined) return error
  const code = WORDS.find(([words]) => words.test(error.message))?.[1]
  return code === undefined ? error : Object.assign(error, { code })
}
