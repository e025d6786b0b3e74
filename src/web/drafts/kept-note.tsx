// Words that were typed in a tab that is closed, and saved nowhere: to go on with, or to throw away.

import { formatInstant } from '../format.ts'
import { Button } from '../parts/button.tsx'
import { ToneMark } from '../parts/tone.tsx'
import { analyses } from '../words/en/analyses.ts'
import type { TextState } from './use-written-text.ts'

const words = analyses.draft.kept

export function KeptNote({ elsewhere, takeUp, throwAway }: Pick<TextState, 'elsewhere' | 'takeUp' | 'throwAway'>) {
  return elsewhere.map((one) => (
    <div key={one.tab} className="note doubt" role="status">
      <ToneMark tone="doubt" />
      <div>
        <p className="note-title">{words.title(formatInstant(one.words.at))}</p>
        <p>{words.about}</p>
        <details>
          <summary>{words.look}</summary>
          <pre tabIndex={0}>{one.words.text}</pre>
        </details>
        <div className="actions">
          <Button onClick={() => throwAway(one)}>{words.throwAway}</Button>
          <Button look="main" onClick={() => takeUp(one)}>
            {words.takeUp}
          </Button>
        </div>
      </div>
    </div>
  ))
}
