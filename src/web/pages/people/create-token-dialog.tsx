// A new token: what it is for, what it may do and how long; then its secret, which is shown this once.

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { type Scope, scopesWithin } from '#contract/application/people.ts'
import type { Role } from '#model/role.ts'
import { createToken } from '../../api/people.ts'
import { addressOf } from '../../api/request.ts'
import { paths } from '../../api/paths.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Check, TextField } from '../../parts/field.tsx'
import { remark } from '../../parts/remark.ts'
import { ToneMark } from '../../parts/tone.tsx'
import { people } from '../../words/en/people.ts'

const words = people.tokens
const USUAL_DAYS = '90'
const MOST_DAYS = 366

interface CreateTokenDialogProps {
  /** Of whoever makes it: what is above it cannot be given. */
  readonly role: Role
  readonly onMade: () => void
  readonly onClose: () => void
}

export function CreateTokenDialog({ role, onMade, onClose }: CreateTokenDialogProps) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['read'])
  const offered = scopesWithin(role)
  const [typedDays, setDays] = useState(USUAL_DAYS)
  const days = /^\d{1,3}$/.test(typedDays.trim()) ? Number(typedDays) : 0
  const isDays = days >= 1 && days <= MOST_DAYS
  const isWhole = name.trim() !== '' && scopes.length > 0 && isDays
  const make = useMutation({
    mutationFn: () => createToken({ name: name.trim(), scopes: [...scopes], days }),
    onSuccess: onMade,
    // The secret is in no memory once the dialog is closed.
    gcTime: 0,
  })
  const toggle = (scope: Scope): void =>
    setScopes(offered.filter((one) => (one === scope ? !scopes.includes(one) : scopes.includes(one))))
  if (make.data) return <SecretDialog secret={make.data.secret} onClose={onClose} />
  return (
    <FormDialog title={words.create} label={words.make} isWhole={isWhole} done={make} onClose={onClose}>
      <TextField
        label={words.name}
        about={words.nameAbout}
        value={name}
        maxLength={120}
        autoComplete="off"
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="field">
        <legend className="field-label">{words.scopes}</legend>
        {offered.map((scope) => (
          <Check key={scope} checked={scopes.includes(scope)} onChange={() => toggle(scope)}>
            <strong>{words.scopeName[scope]}</strong> <span className="muted">{words.scope[scope]}</span>
          </Check>
        ))}
        {scopes.length === 0 && <span className="field-fault">{words.scopesFault}</span>}
      </fieldset>
      <TextField
        label={words.days}
        about={words.daysAbout}
        fault={isDays ? undefined : words.daysFault}
        inputMode="numeric"
        value={typedDays}
        autoComplete="off"
        onChange={(event) => setDays(event.target.value)}
      />
    </FormDialog>
  )
}

async function copy(secret: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(secret)
    remark(words.secret.copied)
  } catch {
    remark(words.secret.notCopied, 'bad')
  }
}

function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const address = new URL(addressOf(paths.me), location.href).href
  return (
    <Dialog title={words.secret.title} isOpen onClose={onClose} isAlert isToldOnce>
      <div className="form">
        <div className="note doubt">
          <ToneMark tone="doubt" />
          <div>{words.secret.why}</div>
        </div>
        <div className="people-secret">
          <TextField
            label={words.secret.label}
            hidesLabel
            readOnly
            value={secret}
            spellCheck={false}
            onFocus={(event) => event.target.select()}
          />
          <Button autoFocus look="main" onClick={() => void copy(secret)}>
            {words.secret.copy}
          </Button>
        </div>
        <details>
          <summary>{words.secret.how}</summary>
          <pre className="trace">{`curl -H 'Authorization: Bearer ${secret}' ${address}`}</pre>
        </details>
        <div className="actions end">
          <Button onClick={onClose}>{words.secret.close}</Button>
        </div>
      </div>
    </Dialog>
  )
}
