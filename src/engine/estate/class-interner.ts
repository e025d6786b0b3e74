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
  'tags',
  'operators',
  'hasSite',
  'region',
  'siteTags',
] as const
export type ClassField = (typeof CLASS_FIELDS)[number]

const FIELD_INDEX = new Map<ClassField, number>(CLASS_FIELDS.map((field, index) => [field, index]))
const SHIFT = 2 ** 26

export class ClassInterner {
  readonly #texts: string[] = ['']
  readonly #codeOfText = new Map<string, number>([['', 0]])
  /** One map a field: (prefix, code) to the number of the longer prefix. A blank field leaves the prefix as it is. */
  readonly #longerPrefix = CLASS_FIELDS.map(() => new Map<number, number>())
  #prefixCount = 1
  readonly #classOfPrefix = new Map<number, number>()
  readonly #tuples: Uint32Array[] = []

  readonly fieldCount = CLASS_FIELDS.length

  get classCount(): number {
    return this.#tuples.length
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

  /** The class with these field codes (length of {@link CLASS_FIELDS}); at most 2^26 texts and prefixes. */
  classOf(codes: Uint32Array): number {
    let prefix = 0
    for (let field = 0; field < codes.length; field++) {
      const code = codes[field]!
      if (code === 0) continue
      const map = this.#longerPrefix[field]!
      const key = prefix * SHIFT + code
      let longer = map.get(key)
      if (longer === undefined) {
        longer = this.#prefixCount++
        map.set(key, longer)
      }
      prefix = longer
    }
    let classId = this.#classOfPrefix.get(prefix)
    if (classId === undefined) {
      classId = this.#tuples.length
      this.#classOfPrefix.set(prefix, classId)
      this.#tuples.push(codes.slice())
    }
    return classId
  }

  /** The class like `classId` with some fields otherwise. */
  variant(classId: number, changes: Partial<Record<ClassField, string>>): number {
    const codes = this.#tuples[classId]!.slice()
    for (const [field, text] of Object.entries(changes))
      codes[FIELD_INDEX.get(field as ClassField)!] = this.codeOf(text)
    return this.classOf(codes)
  }

  textOf(classId: number, field: ClassField): string {
    return this.#texts[this.#tuples[classId]![FIELD_INDEX.get(field)!]!]!
  }
}
