// What is filled in: one line, several, one of a list, yes or no.

import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'

interface FieldWords {
  readonly label: string
  readonly about?: ReactNode
  /** What is wrong with what stands there. */
  readonly fault?: string | undefined
  /** `true`: the label is read aloud and not seen, since what stands beside the field says it. */
  readonly hidesLabel?: boolean
}

interface FrameProps extends FieldWords {
  readonly id: string
  readonly children: ReactNode
}

function FieldFrame({ id, label, about, fault, hidesLabel = false, children }: FrameProps) {
  return (
    <div className="field">
      <label htmlFor={id} className={hidesLabel ? 'aloud' : 'field-label'}>
        {label}
      </label>
      {children}
      {about !== undefined && (
        <span className="field-about" id={`${id}-about`}>
          {about}
        </span>
      )}
      {fault !== undefined && (
        <span className="field-fault" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </div>
  )
}

function describedBy(id: string, { about, fault }: FieldWords): { 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const ids = [...(about === undefined ? [] : [`${id}-about`]), ...(fault === undefined ? [] : [`${id}-fault`])]
  return {
    ...(ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') }),
    ...(fault === undefined ? {} : { 'aria-invalid': true }),
  }
}

type Own = 'id' | 'className' | keyof FieldWords

export function TextField(props: FieldWords & Omit<InputHTMLAttributes<HTMLInputElement>, Own>) {
  const id = useId()
  const { label, about, fault, hidesLabel, ...rest } = props
  return (
    <FieldFrame id={id} label={label} about={about} fault={fault} hidesLabel={hidesLabel ?? false}>
      <input id={id} className="input" type="text" {...describedBy(id, props)} {...rest} />
    </FieldFrame>
  )
}

export function TextArea(props: FieldWords & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own>) {
  const id = useId()
  const { label, about, fault, hidesLabel, ...rest } = props
  return (
    <FieldFrame id={id} label={label} about={about} fault={fault} hidesLabel={hidesLabel ?? false}>
      <textarea id={id} className="input" spellCheck={false} {...describedBy(id, props)} {...rest} />
    </FieldFrame>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
}

interface SelectProps extends FieldWords, Omit<SelectHTMLAttributes<HTMLSelectElement>, Own> {
  readonly options: readonly Option[]
}

export function Select(props: SelectProps) {
  const id = useId()
  const { label, about, fault, hidesLabel, options, ...rest } = props
  return (
    <FieldFrame id={id} label={label} about={about} fault={fault} hidesLabel={hidesLabel ?? false}>
      <select id={id} className="input" {...describedBy(id, props)} {...rest}>
        {options.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

interface CheckProps extends Omit<InputHTMLAttributes<HTMLInputElement>, Own | 'type'> {
  readonly children: ReactNode
}

export function Check({ children, ...rest }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" {...rest} />
      <span>{children}</span>
    </label>
  )
}

interface SegmentsProps<Word extends string> {
  readonly label: string
  readonly options: readonly { readonly value: Word; readonly label: ReactNode }[]
  readonly value: Word
  readonly onChange: (value: Word) => void
}

/** One of a few, all seen at once. */
export function Segments<Word extends string>({ label, options, value, onChange }: SegmentsProps<Word>) {
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
