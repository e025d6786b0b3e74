// A text that somebody else saved while one was writing on it: theirs beside one's own, and which of them it shall be.

import { Button } from '../parts/button.tsx'
import { ToneMark } from '../parts/tone.tsx'
import { analyses } from '../words/en/analyses.ts'

const words = analyses.draft

interface BothTextsProps {
  readonly title: string
  readonly why: string
  readonly mine: string
  readonly theirs: string
  readonly onMine: () => void
  readonly onTheirs: () => void
  /** On the button that keeps one's own. */
  readonly mineWords: string
}

export function BothTexts({ title, why, mine, theirs, onMine, onTheirs, mineWords }: BothTextsProps) {
  return (
    <div className="note doubt" role="alert">
      <ToneMark tone="doubt" />
      <div>
        <p className="note-title">{title}</p>
        <p>{why}</p>
        <div className="conflict">
          <OneText title={words.mine} text={mine} other={theirs} />
          <OneText title={words.theirs} text={theirs} other={mine} />
        </div>
        <div className="actions">
          <Button onClick={onTheirs}>{words.takeTheirs}</Button>
          <Button look="main" onClick={onMine}>
            {mineWords}
          </Button>
        </div>
      </div>
    </div>
  )
}

/** Lines that the other has not are marked. */
function OneText({ title, text, other }: { readonly title: string; readonly text: string; readonly other: string }) {
  const others = new Set(other.split('\n'))
  return (
    <section>
      <p className="field-label">{title}</p>
      <pre tabIndex={0}>
        {text.split('\n').map((line, index) => (
          <span key={index} className={others.has(line) ? '' : 'other'}>
            {line}
            {'\n'}
          </span>
        ))}
      </pre>
    </section>
  )
}
