// A text while it is written: what was saved last, what is typed over it, and what becomes of both when it is saved, here or elsewhere.

import type { UnsavedWords } from './unsaved-words.ts'

export interface SavedText {
  readonly text: string
  /** Tells it from any other: its version, or the text itself. */
  readonly mark: string
}

export interface WrittenText {
  /** What is written over. */
  readonly base: SavedText
  /** Undefined: nothing that is not saved. */
  readonly typed: string | undefined
}

const typedOver = (base: SavedText, typed: string | undefined): WrittenText => ({
  base,
  typed: typed === base.text ? undefined : typed,
})

/** Words that were kept go on over what they were typed over, whatever is saved by now. */
export function beginText(latest: SavedText, kept: Pick<UnsavedWords, 'text' | 'over'> | undefined): WrittenText {
  if (kept === undefined || kept.text === latest.text) return typedOver(latest, undefined)
  return typedOver({ text: latest.text, mark: kept.over }, kept.text)
}

export const typeText = ({ base }: WrittenText, typed: string): WrittenText => typedOver(base, typed)

/** Something newer is saved, by whomever: unsaved words stay over what they were typed over, unless they are the same. */
export function meetNewer(written: WrittenText, newer: SavedText): WrittenText {
  return written.typed === undefined || written.typed === newer.text ? typedOver(newer, undefined) : written
}

/** `sent` is what was saved: what was typed since is unsaved, over that. */
export function meetSaved(written: WrittenText, sent: string, saved: SavedText): WrittenText {
  return typedOver(saved, written.typed === sent ? undefined : written.typed)
}
