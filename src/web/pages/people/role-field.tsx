// One of the roles, with what it may do.

import { ROLES, type Role } from '#model/role.ts'
import { Select } from '../../parts/field.tsx'
import { people as words } from '../../words/en/people.ts'
import { shell } from '../../words/en/shell.ts'

interface RoleFieldProps {
  readonly role: Role
  readonly onChange: (role: Role) => void
  readonly hasFocus?: boolean
}

export function RoleField({ role, onChange, hasFocus = false }: RoleFieldProps) {
  return (
    <Select
      label={words.role}
      about={words.roles[role]}
      value={role}
      autoFocus={hasFocus}
      onChange={({ target }) => onChange(ROLES.find((one) => one === target.value) ?? role)}
      options={ROLES.map((one) => ({ value: one, label: shell.person.role[one] }))}
    />
  )
}
