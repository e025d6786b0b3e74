// What an answer does not know for certain, folded away under how many such things there are.

import { formatCount } from '../format.ts'
import { Told } from '../parts/told.tsx'

export function Reservations({ reservations }: { readonly reservations: readonly string[] }) {
  if (reservations.length === 0) return null
  return (
    <details>
      <summary>{formatCount(reservations.length, 'reservation')}</summary>
      <ul>
        {reservations.map((one) => (
          <li key={one}>
            <Told>{one}</Told>
          </li>
        ))}
      </ul>
    </details>
  )
}
