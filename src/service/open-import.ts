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

/** Undefined where something stands in the way of any of the files. */
export async function openImport(request: FilesToImport, log: FaultLog): Promise<OpenImport | undefined> {
  const before = log.errorCount
  const opened = await openReadable(request, log)
  return log.errorCount === before ? opened : undefined
}

/**
 * Those of the files that can be read in one format, so that what is wrong in them is told with what is wrong with the others, of
 * which the log has an `unreadable-file` or `missing-file` each. Undefined where there is none, or something else stands in the way.
 */
export async function openReadable(request: FilesToImport, log: FaultLog): Promise<OpenImport | undefined> {
  const files = await openFiles(request.files, log)
  return files && files.length > 0 ? chooseFormat(request, files, log) : undefined
}

/** How everything begins that is said of a file in no format that is known. */
export const UNKNOWN_FORMAT = 'format not recognised'

function nameOfNoText(name: string, head: Uint8Array): string | undefined {
  if (/\.xlsx$/i.test(name)) return 'no workbook, whatever its name says'
  return isText(head) ? undefined : 'no text'
}

type UnfitFile = Pick<Fault, 'code' | 'problem' | 'expected'>

/** Those that can be opened, with a fault for each that cannot; undefined where one comes twice. */
async function openFiles(paths: readonly string[], log: FaultLog): Promise<SourceFile[] | undefined> {
  const files: SourceFile[] = []
  const seen = new Map<string, string>()
  let hasTwin = false
  for (const path of paths) {
    const obstacle = await findObstacle(path)
    const twin = obstacle === undefined ? findTwin(path, seen) : undefined
    const problem = obstacle ?? twin
    if (twin !== undefined) hasTwin = true
    if (problem === undefined) files.push(await openSource(path))
    else log.report({ severity: 'error', file: path, ...problem })
  }
  return hasTwin ? undefined : files
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
): Promise<OpenImport | undefined> {
  const names = IMPORT_FORMATS.map((format) => format.name)
  if (request.format !== undefined) {
    const named = IMPORT_FORMATS.find((format) => format.name === request.format)
    if (named) return { files, format: named }
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
  const heads = await Promise.all(files.map(async (file) => ({ file, name: file.name, head: await readHead(file) })))
  const isKnown = ({ name, head }: (typeof heads)[number]): boolean =>
    IMPORT_FORMATS.some((format) => format.recognise(name, head))
  const known = heads.filter(isKnown)
  for (const one of heads) {
    if (isKnown(one)) continue
    const { name, head } = one
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
  if (known.length === 0) return undefined
  const format = IMPORT_FORMATS.find((one) => known.every(({ name, head }) => one.recognise(name, head)))
  if (format) return { files: known.map(({ file }) => file), format }
  log.report({
    code: 'unreadable-file',
    severity: 'error',
    file: known.map(({ name }) => name).join(', '),
    problem: 'files of several formats',
    expected: 'one import a format',
  })
  return undefined
}
