// Why a change was not made: somebody else made another meanwhile, which is told with what one can do; or anything else.

import { hasCode } from '../api/problem-error.ts'
import { shell } from '../words/en/shell.ts'
import { Button } from './button.tsx'
import { ProblemNote } from './problem-note.tsx'
import { Quoted } from './quoted.tsx'
import { ToneMark } from './tone.tsx'

interface ChangeFaultProps<Thing> {
  readonly error: Error
  readonly theirs: Thing | undefined
  /** What somebody else made of it. */
  readonly say: (theirs: Thing) => string
  /** Puts it in the place of what was typed; absent: nothing is typed. */
  readonly onTake?: (theirs: Thing) => void
}

export function ChangeFault<Thing>({ error, theirs, say, onTake }: ChangeFaultProps<Thing>) {
  if (theirs === undefined || !hasCode(error, 'version-differs')) return <ProblemNote error={error} isAct />
  return (
    <div className="note doubt" role="alert">
      <ToneMark tone="doubt" />
      <div>
        <p className="note-title">{shell.meanwhile.title}</p>
        <p>
          <Quoted>{say(theirs)}</Quoted> {onTake ? shell.meanwhile.typed : shell.meanwhile.again}
        </p>
        {onTake && <Button onClick={() => onTake(theirs)}>{shell.meanwhile.take}</Button>}
      </div>
    </div>
  )
}
