// The files of an import and the format they are in, or a fault for each thing that stands in the way.

import { realpathSync, statSync } from 'node:fs'
import { wordRefusal } from '#base/refusals.ts'
import { nearestName } from '#base/near-name.ts'
import { isText, nameOtherFile } from '#intake/csv/encoding.ts'
import { IMPORT_FORMATS, type ImportFormat } from '#intake/formats.ts'
import { openSource } from '#intake/open-source.ts'
import { readHead, type SourceFile } from '#intake/source-file.ts'
import type { Fault } from '#model/fault.ts'
import type { FaultLog } from '#model/fault-log.ts'

export interface FilesToImport {
  readonly files: readonly string[]
  /** By default recognised from the files. */
  readonly format?: string
}

export interface OpenImport {
  readonly files: readonly SourceFile[]
  readonly format: ImportFormat
}

/** Undefined where something stands in the way. */
export async function openImport(request: FilesToImport, log: FaultLog): Promise<OpenImport | undefined> {
  const files = await openFiles(request.files, log)
  const format = files && (await chooseFormat(request, files, log))
  return format && { files, format }
}

/** How everything begins that is said of a file in no format that is known. */
export const UNKNOWN_FORMAT = 'format not recognised'

function nameOfNoText(name: string, head: Uint8Array): string | undefined {
  if (/\.xlsx$/i.test(name)) return 'no workbook, whatever its name says'
  return isText(head) ? undefined : 'no text'
}

type UnfitFile = Pick<Fault, 'code' | 'problem' | 'expected'>

/** All files, or a fault for each that cannot be opened. */
async function openFiles(paths: readonly string[], log: FaultLog): Promise<SourceFile[] | undefined> {
  const files: SourceFile[] = []
  const seen = new Map<string, string>()
  for (const path of paths) {
    const problem = (await findObstacle(path)) ?? findTwin(path, seen)
    if (problem === undefined) files.push(await openSource(path))
    else log.report({ severity: 'error', file: path, ...problem })
  }
  return files.length === paths.length ? files : undefined
}

/** `seen`: the files before, by where they truly lie. */
function findTwin(path: string, seen: Map<string, string>): UnfitFile | undefined {
  const place = realpathSync(path)
  const twin = seen.get(place)
  seen.set(place, twin ?? path)
  return twin === undefined
    ? undefined
    : { code: 'duplicate-key', problem: `the same file as ${twin}`, expected: 'each file once' }
}

/** Why there is nothing to read. */
async function findObstacle(path: string): Promise<UnfitFile | undefined> {
  const code = 'missing-file'
  try {
    if (!statSync(path).isFile()) return { code, problem: 'not a file', expected: 'the path of a file' }
    const head = await readHead(await openSource(path))
    if (head.every((byte) => BLANKS.has(byte)))
      return { code, problem: 'file without text', expected: 'an export with rows' }
    return undefined
  } catch (error) {
    const { code: refusal } = error as NodeJS.ErrnoException
    if (refusal === undefined) throw error
    const problem = refusal === 'ENOENT' ? 'no such file' : `cannot be read: ${wordRefusal(refusal, 'reading')}`
    return { code, problem, expected: 'the path of a file this user may read' }
  }
}

/** Tab, line feed, carriage return and space. */
const BLANKS: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20])

async function chooseFormat(
  request: FilesToImport,
  files: readonly SourceFile[],
  log: FaultLog,
): Promise<ImportFormat | undefined> {
  const names = IMPORT_FORMATS.map((format) => format.name)
  if (request.format !== undefined) {
    const named = IMPORT_FORMATS.find((format) => format.name === request.format)
    if (named) return named
    const didYouMean = nearestName(request.format, names)
    log.report({
      code: 'unknown-setting',
      severity: 'error',
      file: '--as',
      text: request.format,
      problem: 'unknown format',
      expected: names.join(', '),
      ...(didYouMean === undefined ? {} : { didYouMean }),
    })
    return undefined
  }
  const heads = await Promise.all(files.map(async (file) => ({ name: file.name, head: await readHead(file) })))
  const recognised = IMPORT_FORMATS.find((format) => heads.every(({ name, head }) => format.recognise(name, head)))
  if (recognised) return recognised
  for (const { name, head } of heads) {
    if (IMPORT_FORMATS.some((format) => format.recognise(name, head))) continue
    const other = nameOtherFile(head) ?? nameOfNoText(name, head)
    log.report({
      code: 'unreadable-file',
      severity: 'error',
      file: name,
      problem: other === undefined ? UNKNOWN_FORMAT : `${UNKNOWN_FORMAT}: this is ${other}`,
      expected:
        other === undefined
          ? `name it with --as: ${names.join(', ')}`
          : 'CSV, JSON, XML, or a workbook whose name ends in `.xlsx`; an archive unpacked first',
    })
  }
  if (log.errorCount === 0) {
    log.report({
      code: 'unreadable-file',
      severity: 'error',
      file: heads.map(({ name }) => name).join(', '),
      problem: 'files of several formats',
      expected: 'one import a format',
    })
  }
  return undefined
}
