// Words that were typed and are saved nowhere yet, as the browser keeps them: by whose they are and for which organisation, by what
// they are words of, and by the tab they were typed in. So no tab takes away what another wrote, and nobody is shown the words of
// somebody else who used the same browser.

export interface UnsavedWords {
  readonly text: string
  /** Tells the text they were typed over from any other: its version, or the text itself. */
  readonly over: string
  /** Of what they are words of: it may be gone when they are found. */
  readonly name: string
  /** When the last of them was typed. */
  readonly at: string
}

export interface Writer {
  readonly organisation: string
  readonly person: string
}

/** What is asked of `localStorage`. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const NOTHING: Shelf = {
  length: 0,
  key: () => null,
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
}

/** That of the browser, unless it keeps nothing. */
export function shelfOfBrowser(): Shelf {
  try {
    return localStorage
  } catch {
    return NOTHING
  }
}

const ALL = 'mainstay.unsaved/'
/** Identifiers have no slash in them. */
const keyOfWriter = ({ organisation, person }: Writer): string => `${ALL}${organisation}/${person}/`
const keyOf = (writer: Writer, subject: string, tab: string): string => `${keyOfWriter(writer)}${subject}/${tab}`

const keysOf = (shelf: Shelf): readonly string[] =>
  Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? '')

function read(shelf: Shelf, key: string): UnsavedWords | undefined {
  try {
    const held = JSON.parse(shelf.getItem(key) ?? 'null') as Partial<UnsavedWords> | null
    return typeof held?.text === 'string' && typeof held.over === 'string' ? (held as UnsavedWords) : undefined
  } catch {
    return undefined
  }
}

/** A browser that keeps nothing, or has no room, still saves to the server. */
function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // What is typed stays on the page, which says that it is not saved.
  }
}

export interface WordsOfTab {
  readonly tab: string
  readonly words: UnsavedWords
}

/** The words one writer typed about one thing: in this tab, and in others. */
export class UnsavedShelf {
  readonly #shelf: Shelf
  readonly #tab: string
  readonly #keyOf: (tab: string) => string

  /** `subject`: what they are words of. */
  constructor(shelf: Shelf, writer: Writer, subject: string, tab: string) {
    this.#shelf = shelf
    this.#tab = tab
    this.#keyOf = (of) => keyOf(writer, subject, of)
  }

  read(): UnsavedWords | undefined {
    return read(this.#shelf, this.#keyOf(this.#tab))
  }

  keep(words: UnsavedWords): void {
    attempt(() => this.#shelf.setItem(this.#keyOf(this.#tab), JSON.stringify(words)))
  }

  drop(tab = this.#tab): void {
    attempt(() => this.#shelf.removeItem(this.#keyOf(tab)))
  }

  /** `sent` is saved, and is `over` from now on: what was typed since was typed over that. Also once the page is left. */
  settle(sent: string, over: string): void {
    const words = this.read()
    if (words?.text === sent) this.drop()
    else if (words) this.keep({ ...words, over })
  }

  /** Words of this tab, as if of one that is closed: others take their place. */
  setAside(words: UnsavedWords): void {
    attempt(() => this.#shelf.setItem(this.#keyOf(crypto.randomUUID()), JSON.stringify(words)))
  }

  /** What was typed in tabs that are closed, the latest first. */
  ofClosedTabs(openTabs: ReadonlySet<string>): readonly WordsOfTab[] {
    const start = this.#keyOf('')
    return keysOf(this.#shelf)
      .filter((key) => key.startsWith(start))
      .flatMap((key) => {
        const tab = key.slice(start.length)
        const words = tab === this.#tab || openTabs.has(tab) ? undefined : read(this.#shelf, key)
        return words ? [{ tab, words }] : []
      })
      .toSorted((left, right) => (left.words.at < right.words.at ? 1 : -1))
  }
}

/** Of what one writer has unsaved words, in whichever tab. */
export function listUnsaved(shelf: Shelf, writer: Writer): ReadonlySet<string> {
  const start = keyOfWriter(writer)
  return new Set(
    keysOf(shelf)
      .filter((key) => key.startsWith(start) && read(shelf, key))
      .map((key) => key.slice(start.length, key.lastIndexOf('/'))),
  )
}

const keysOfPerson = (shelf: Shelf, person: string): readonly string[] =>
  keysOf(shelf).filter((key) => key.startsWith(ALL) && key.split('/')[2] === person)

export const countUnsaved = (shelf: Shelf, person: string): number => keysOfPerson(shelf, person).length

/** In all organisations. */
export function dropUnsaved(shelf: Shelf, person: string): void {
  for (const key of keysOfPerson(shelf, person)) attempt(() => shelf.removeItem(key))
}
