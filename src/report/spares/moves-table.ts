// What to move first, a row a part from a pool to another; or what to set aside for another part.

import type { MoveRow, PartResult } from '#model/spares-report.ts'
import { sayDepots } from './move-words.ts'
import type { SparesTable } from './spares-table.ts'

interface MoveOfPart {
  readonly move: MoveRow
  readonly part: PartResult | undefined
}

export const MOVES_TABLE: SparesTable<MoveOfPart> = {
  rowsOf: ({ moves, parts }) => {
    const partOf = new Map(parts.map((part) => [part.part, part]))
    return moves.map((move) => {
      const part = partOf.get(move.standsInFor ?? move.part)
      return { move, part: part?.reckonedWith === undefined ? part : partOf.get(part.reckonedWith) }
    })
  },
  columns: [
    { name: 'part', about: 'part to move: that which lies there', cell: ({ move }) => move.part },
    {
      name: 'standsInFor',
      about: 'part it is set aside for, where that is another',
      cell: ({ move }) => move.standsInFor,
    },
    { name: 'fromPool', about: 'pool it lies in', cell: ({ move }) => move.fromPool },
    {
      name: 'toPool',
      about: 'pool it is moved to; the same where it is set aside where it lies',
      cell: ({ move }) => move.toPool,
    },
    {
      name: 'fromDepots',
      about: 'depots it lies in, several with how many each',
      cell: ({ move }) => sayDepots(move.fromDepots),
    },
    {
      name: 'toDepots',
      about: 'depots it goes to, several with how many each',
      cell: ({ move }) => sayDepots(move.toDepots),
    },
    { name: 'quantity', format: 'whole', about: 'how many', cell: ({ move }) => move.quantity },
    {
      name: 'survivalAtEnd',
      format: 'share',
      about: 'of the part it serves, and what shares its spares, in all pools, without buying or moving',
      cell: ({ part }) => part?.lasting?.survivalAtEnd,
    },
    {
      name: 'survivalWithMoves',
      format: 'share',
      about: 'the same with all its moves, and nothing bought',
      cell: ({ part }) => part?.withMoves?.survivalAtEnd,
    },
  ],
}
