// What is pressed, and what looks like it and leads elsewhere.

import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

interface Look {
  /** `main`: the one thing to do here; `quiet`: without a border; `grave`: what cannot be taken back. */
  readonly look?: 'main' | 'plain' | 'quiet' | 'grave'
  readonly icon?: IconName
  readonly children?: ReactNode
}

type ButtonProps = Look & Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'>

export function Button({ look = 'plain', icon, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button type={type} className={`button ${look}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps
  extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'aria-label' | 'children'> {
  readonly icon: IconName
  /** What it does, for a reader aloud and on hovering. */
  readonly label: string
}

export function IconButton({ icon, label, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button type={type} className="icon-button" aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  )
}
