// A file to read, wherever its bytes come from: readers never open paths themselves.

export interface SourceFile {
  /** As the user named it, for every message. */
  readonly name: string
  readonly sizeBytes: number
  /** The bytes from the beginning, in chunks; may be called more than once. */
  bytes(): AsyncIterable<Uint8Array>
}

export function sourceFromBytes(name: string, content: Uint8Array): SourceFile {
  return {
    name,
    sizeBytes: content.length,
    async *bytes() {
      yield content
    },
  }
}

export function sourceFromText(name: string, text: string): SourceFile {
  return sourceFromBytes(name, new TextEncoder().encode(text))
}

/** The first bytes of a file, for recognising its format. */
export async function readHead(source: SourceFile, length = 4096): Promise<Uint8Array> {
  const head = new Uint8Array(Math.min(length, source.sizeBytes))
  let filled = 0
  for await (const chunk of source.bytes()) {
    const part = chunk.subarray(0, head.length - filled)
    head.set(part, filled)
    filled += part.length
    if (filled >= head.length) break
  }
  return head.subarray(0, filled)
}

/** The whole file as bytes; the caller has checked `sizeBytes` against its limit. */
export async function readAll(source: SourceFile): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.bytes()) {
    chunks.push(chunk)
    length += chunk.length
  }
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}
