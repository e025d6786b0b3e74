// Gives every distinct configuration a small number, so that millions of subjects share a few thousand classes.

/** The fields of a class, in order. Values are codes of texts; 0 is blank. */
export const CLASS_FIELDS = [
  'subject',
  'kind',
  'vendor',
  'hardwareVendor',
  'brandVendor',
  'softwareVendor',
  'platformVendor',
  'integratorVendor',
  'operationVendor',
  'supportVendor',
  'product',
  'function',
  'technologies',
  'bands',
  'perhapsCarried',
  'tags',
  'operators',
  'place',
  'region',
  'siteTags',
] as const
export type ClassField = (typeof CLASS_FIELDS)[number]

const FIELD_INDEX = new Map<ClassField, number>(CLASS_FIELDS.map((field, index) => [field, index]))
const WIDTH = CLASS_FIELDS.length

export function indexOfField(field: ClassField): number {
  return FIELD_INDEX.get(field)!
}

export class ClassInterner {
  readonly #texts: string[] = ['']
  readonly #codeOfText = new Map<string, number>([['', 0]])
  /** The codes of every class, one after the other. */
  #tuples = new Uint32Array(WIDTH * 256)
  #classCount = 0
  /** Open addressing: class and hash in pairs, at a place its hash says or after it; class -1 marks a free place. */
  #slots = new Int32Array(2 * 1024).fill(-1)

  readonly fieldCount = WIDTH

  get classCount(): number {
    return this.#classCount
  }

  codeOf(text: string): number {
    let code = this.#codeOfText.get(text)
    if (code === undefined) {
      code = this.#texts.length
      this.#texts.push(text)
      this.#codeOfText.set(text, code)
    }
    return code
  }

  /** The class with these field codes (length of {@link CLASS_FIELDS}). Asked once a row, so it makes nothing. */
  classOf(codes: Uint32Array): number {
    const hash = hashOf(codes)
    const slots = this.#slots
    const mask = slots.length / 2 - 1
    let slot = hash & mask
    for (; slots[2 * slot]! >= 0; slot = (slot + 1) & mask)
      if (slots[2 * slot + 1] === hash && this.#isClass(slots[2 * slot]!, codes)) return slots[2 * slot]!
    slots[2 * slot] = this.#classCount
    slots[2 * slot + 1] = hash
    return this.#add(codes)
  }

  #isClass(classId: number, codes: Uint32Array): boolean {
    const start = classId * WIDTH
    for (let field = 0; field < WIDTH; field++) if (this.#tuples[start + field] !== codes[field]) return false
    return true
  }

  #add(codes: Uint32Array): number {
    const classId = this.#classCount++
    if (this.#classCount * WIDTH > this.#tuples.length) {
      const larger = new Uint32Array(this.#tuples.length * 2)
      larger.set(this.#tuples)
      this.#tuples = larger
    }
    this.#tuples.set(codes, classId * WIDTH)
    if (this.#classCount * 4 > this.#slots.length) this.#growSlots()
    return classId
  }

  /** At most half of the places are taken. */
  #growSlots(): void {
    const old = this.#slots
    const slots = new Int32Array(old.length * 2).fill(-1)
    const mask = slots.length / 2 - 1
    for (let from = 0; from < old.length; from += 2) {
      if (old[from]! < 0) continue
      let slot = old[from + 1]! & mask
      while (slots[2 * slot]! >= 0) slot = (slot + 1) & mask
      slots[2 * slot] = old[from]!
      slots[2 * slot + 1] = old[from + 1]!
    }
    this.#slots = slots
  }

  /** The class like `classId` with some fields otherwise. */
  variant(classId: number, changes: Partial<Record<ClassField, string>>): number {
    const codes = this.#tuples.slice(classId * WIDTH, (classId + 1) * WIDTH)
    for (const [field, text] of Object.entries(changes)) codes[indexOfField(field as ClassField)] = this.codeOf(text)
    return this.classOf(codes)
  }

  textOf(classId: number, field: ClassField): string {
    return this.#texts[this.#tuples[classId * WIDTH + indexOfField(field)]!]!
  }
}

/** FNV-1a over whole codes, with the last steps of MurmurHash3: codes are small numbers, and their sums would collide. */
function hashOf(codes: Uint32Array): number {
  let hash = 0x811c9dc5
  for (let field = 0; field < WIDTH; field++) hash = Math.imul(hash ^ codes[field]!, 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
