// A text that is written on a page, kept by the browser until it is saved: nothing is lost by a reload, a link or another tab.

import { useSuspenseQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { meQuery } from '../api/queries.ts'
import { findOpenTabs, thisTab } from './this-tab.ts'
import { shelfOfBrowser, UnsavedShelf, type WordsOfTab } from './unsaved-words.ts'
import { beginText, meetNewer, meetSaved, type SavedText, typeText, type WrittenText } from './written-text.ts'

interface Writing {
  /** What it is the text of; another one needs a component of its own. */
  readonly subject: string
  readonly name: string
  /** As it is saved now; undefined while that is not known, or where it is gone. */
  readonly latest: SavedText | undefined
  readonly isNewer: (latest: SavedText, base: SavedText) => boolean
}

export interface TextState {
  readonly base: SavedText | undefined
  readonly text: string
  /** As it was kept with the words: there may be nothing else to tell it by. */
  readonly name: string
  readonly setText: (text: string) => void
  /** Words of it are not saved. */
  readonly isChanged: boolean
  /** Something else was saved than what the unsaved words were typed over. */
  readonly isBehind: boolean
  readonly takeSaved: (sent: string, saved: SavedText) => void
  /** Unsaved words are thrown away. */
  readonly takeLatest: () => void
  /** Goes on with the unsaved words, over what is saved now. */
  readonly goOn: () => void
  /** Kept of tabs that are closed. */
  readonly elsewhere: readonly WordsOfTab[]
  /** The unsaved words of this tab are set aside for them. */
  readonly takeUp: (one: WordsOfTab) => void
  readonly throwAway: (one: WordsOfTab) => void
}

export function useWrittenText({ subject, name: ownName, latest, isNewer }: Writing): TextState {
  const { data: me } = useSuspenseQuery(meQuery)
  const [organisation, person] = [me.organisation.id, me.person.id]
  const shelf = useMemo(
    () => new UnsavedShelf(shelfOfBrowser(), { organisation, person }, subject, thisTab),
    [organisation, person, subject],
  )
  const [kept, setKept] = useState(() => shelf.read())
  const [written, setWritten] = useState<WrittenText | undefined>()
  const [elsewhere, setElsewhere] = useState<readonly WordsOfTab[]>([])
  const name = ownName === '' ? (kept?.name ?? '') : ownName

  useEffect(() => {
    if (!latest) return
    setWritten((now) => {
      if (!now) return beginText(latest, shelf.read())
      return isNewer(latest, now.base) ? meetNewer(now, latest) : now
    })
  }, [latest, shelf, isNewer])
  useEffect(() => {
    if (written && written.typed === undefined) shelf.drop()
  }, [written, shelf])
  const look = useCallback(async () => setElsewhere(shelf.ofClosedTabs(await findOpenTabs())), [shelf])
  useEffect(() => {
    const lookAgain = (): void => void look()
    lookAgain()
    addEventListener('storage', lookAgain)
    return () => removeEventListener('storage', lookAgain)
  }, [look])

  const keepWords = (text: string, over: string): void => shelf.keep({ text, over, name, at: new Date().toISOString() })
  const text = written ? (written.typed ?? written.base.text) : (kept?.text ?? '')
  const isChanged = written ? written.typed !== undefined : kept !== undefined
  return {
    base: written?.base,
    text,
    name,
    setText(next) {
      if (!written) return
      keepWords(next, written.base.mark)
      setWritten((now) => now && typeText(now, next))
    },
    isChanged,
    isBehind: written?.typed !== undefined && latest !== undefined && isNewer(latest, written.base),
    takeSaved(sent, saved) {
      shelf.settle(sent, saved.mark)
      setWritten((now) => now && meetSaved(now, sent, saved))
    },
    takeLatest() {
      shelf.drop()
      setKept(undefined)
      if (latest) setWritten(beginText(latest, undefined))
    },
    goOn() {
      if (!latest || !written) return
      keepWords(text, latest.mark)
      setWritten(typeText({ base: latest, typed: undefined }, text))
    },
    elsewhere: elsewhere.filter(({ words }) => words.text !== text && words.text !== latest?.text),
    takeUp({ tab, words }) {
      const own = shelf.read()
      if (own) shelf.setAside(own)
      shelf.keep(words)
      shelf.drop(tab)
      setKept(words)
      if (latest) setWritten(beginText(latest, words))
      void look()
    },
    throwAway({ tab }) {
      shelf.drop(tab)
      void look()
    },
  }
}
