// What is packed in a workbook: a ZIP archive from anywhere, unpacked within limits that its own claims cannot lift.

import { Buffer } from 'node:buffer'
import { inflateRawSync } from 'node:zlib'

export interface ArchiveEntry {
  readonly name: string
  readonly unpackedBytes: number
  readonly packedBytes: number
  readonly method: number
  readonly isEncrypted: boolean
  readonly headerOffset: number
}

const END_SIGNATURE = 0x06054b50
const END64_SIGNATURE = 0x06064b50
const ENTRY_SIGNATURE = 0x02014b50
const LOCAL_SIGNATURE = 0x04034b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8
const MOST_ENTRIES = 10_000
/** Stands for "see the 64-bit field". */
const SEE_64 = 0xffffffff

/** Thrown where an archive is not what it should be; its message says why. */
export class ArchiveError extends Error {}

function check(isFine: boolean, problem: string): asserts isFine {
  if (!isFine) throw new ArchiveError(problem)
}

/** The entries by name, from the directory at the end of the archive. */
export function listEntries(archive: Buffer): Map<string, ArchiveEntry> {
  const end = findEnd(archive)
  let count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  if (at === SEE_64 || count === 0xffff) {
    const locator = end - 20
    check(locator >= 0, 'no directory of entries')
    const end64 = readUInt64(archive, locator + 8)
    check(end64 + 56 <= archive.length && archive.readUInt32LE(end64) === END64_SIGNATURE, 'no directory of entries')
    count = readUInt64(archive, end64 + 32)
    at = readUInt64(archive, end64 + 48)
  }
  check(count <= MOST_ENTRIES, `more than ${MOST_ENTRIES} entries`)
  const entries = new Map<string, ArchiveEntry>()
  for (let index = 0; index < count; index++) {
    check(at + ENTRY_BYTES <= archive.length && archive.readUInt32LE(at) === ENTRY_SIGNATURE, 'directory is damaged')
    const nameBytes = archive.readUInt16LE(at + 28)
    const extraBytes = archive.readUInt16LE(at + 30)
    const nameEnd = at + ENTRY_BYTES + nameBytes
    check(nameEnd + extraBytes <= archive.length, 'directory is damaged')
    const name = archive.toString('utf8', at + ENTRY_BYTES, nameEnd).replaceAll('\\', '/')
    check(!entries.has(name), `entry ${name} stands twice`)
    const sizes = readSizes(archive, at, archive.subarray(nameEnd, nameEnd + extraBytes))
    const isEncrypted = (archive.readUInt16LE(at + 8) & 1) === 1
    entries.set(name, { name, method: archive.readUInt16LE(at + 10), isEncrypted, ...sizes })
    at = nameEnd + extraBytes + archive.readUInt16LE(at + 32)
  }
  return entries
}

function findEnd(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - END_BYTES - 0xffff)
  for (let at = archive.length - END_BYTES; at >= earliest; at--)
    if (archive.readUInt32LE(at) === END_SIGNATURE) return at
  // The directory is the last thing written: an archive without one is not whole.
  throw new ArchiveError('it is cut off')
}

function readUInt64(archive: Buffer, at: number): number {
  check(at >= 0 && at + 8 <= archive.length, 'directory is damaged')
  const value = Number(archive.readBigUInt64LE(at))
  check(Number.isSafeInteger(value), 'directory is damaged')
  return value
}

function readSizes(
  archive: Buffer,
  at: number,
  extra: Buffer,
): Pick<ArchiveEntry, 'unpackedBytes' | 'packedBytes' | 'headerOffset'> {
  const short = [archive.readUInt32LE(at + 24), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)]
  let from = 0
  while (short.includes(SEE_64) && from + 4 <= extra.length && extra.readUInt16LE(from) !== 1)
    from += 4 + extra.readUInt16LE(from + 2)
  from += 4
  const [unpackedBytes, packedBytes, headerOffset] = short.map((value) => {
    if (value !== SEE_64) return value
    from += 8
    return readUInt64(extra, from - 8)
  })
  return { unpackedBytes: unpackedBytes!, packedBytes: packedBytes!, headerOffset: headerOffset! }
}

/** The content of an entry; never more bytes than it claims, whatever is packed. */
export function unpackEntry(archive: Buffer, entry: ArchiveEntry): Buffer {
  const { name, headerOffset, packedBytes, unpackedBytes, method } = entry
  check(!entry.isEncrypted, 'it is encrypted')
  check(
    headerOffset + LOCAL_BYTES <= archive.length && archive.readUInt32LE(headerOffset) === LOCAL_SIGNATURE,
    `entry ${name} is damaged`,
  )
  const start =
    headerOffset + LOCAL_BYTES + archive.readUInt16LE(headerOffset + 26) + archive.readUInt16LE(headerOffset + 28)
  check(start + packedBytes <= archive.length, `entry ${name} is damaged`)
  const packed = archive.subarray(start, start + packedBytes)
  check(method === STORED || method === DEFLATED, `entry ${name} is packed in an unknown way`)
  const content = method === STORED ? packed : inflate(packed, unpackedBytes, name)
  check(content.length === unpackedBytes, `entry ${name} has not the size it claims`)
  return content
}

function inflate(packed: Buffer, unpackedBytes: number, name: string): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpackedBytes) })
  } catch {
    throw new ArchiveError(`entry ${name} is damaged, or larger than it claims`)
  }
}

/** An archive of these entries, not packed: what is read from it has been checked before. */
export function storeEntries(contents: ReadonlyMap<string, Uint8Array>): Buffer {
  const locals: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const [name, content] of contents) {
    const nameBytes = Buffer.from(name)
    const local = Buffer.alloc(LOCAL_BYTES)
    local.writeUInt32LE(LOCAL_SIGNATURE, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt32LE(content.length, 18)
    local.writeUInt32LE(content.length, 22)
    local.writeUInt16LE(nameBytes.length, 26)
    const entry = Buffer.alloc(ENTRY_BYTES)
    entry.writeUInt32LE(ENTRY_SIGNATURE, 0)
    entry.writeUInt16LE(20, 6)
    entry.writeUInt32LE(content.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(nameBytes.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, nameBytes, content)
    directory.push(entry, nameBytes)
    offset += LOCAL_BYTES + nameBytes.length + content.length
  }
  const end = Buffer.alloc(END_BYTES)
  end.writeUInt32LE(END_SIGNATURE, 0)
  end.writeUInt16LE(contents.size, 8)
  end.writeUInt16LE(contents.size, 10)
  end.writeUInt32LE(
    directory.reduce((bytes, part) => bytes + part.length, 0),
    12,
  )
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, ...directory, end])
}
