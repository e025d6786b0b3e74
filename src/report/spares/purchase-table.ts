// What to buy, a row a part for a pool; and what is needed and cannot be had.

import type { BuyRow, UnobtainableRow } from '#model/spares-report.ts'
import { type SparesTable, inCurrency } from './spares-table.ts'

interface PurchaseRow extends BuyRow {
  readonly currency: string | undefined
}

export const PURCHASE_TABLE: SparesTable<PurchaseRow> = {
  rowsOf: (report) => report.purchase.buys.map((buy) => ({ ...buy, currency: report.currency })),
  columns: [
    { name: 'part', about: 'part to buy', cell: ({ part }) => part },
    {
      name: 'depot',
      about: 'where it is to be delivered; blank: the pool has no depot, or none that serves on',
      cell: ({ depot }) => depot,
    },
    { name: 'pool', about: 'pool that it is for', cell: ({ pool }) => pool },
    { name: 'quantity', format: 'whole', about: 'how many', cell: ({ quantity }) => quantity },
    {
      name: 'unitPrice',
      format: 'money',
      about: 'of one, in the currency; blank: not known',
      cell: ({ cost, quantity }) => inCurrency(cost === null ? null : cost / quantity),
    },
    {
      name: 'cost',
      format: 'money',
      about: 'of all of them, in the currency; blank: not known',
      cell: ({ cost }) => inCurrency(cost),
    },
    { name: 'currency', about: 'that of the manifest; blank: it states none', cell: ({ currency }) => currency },
    {
      name: 'arrivesOn',
      format: 'day',
      about: 'day on which it is usable; blank: not known',
      cell: ({ arrivesOn }) => arrivesOn ?? undefined,
    },
    { name: 'reason', about: 'what it is bought for', cell: ({ reason }) => reason },
    { name: 'caution', about: 'what else is to be had with them, or to be known', cell: ({ caution }) => caution },
    {
      name: 'whyNoDepot',
      about: 'that every depot of the pool belongs to somebody who is cut off, and what to do',
      cell: ({ whyNoDepot }) => whyNoDepot,
    },
  ],
}

export const UNOBTAINABLE_TABLE: SparesTable<UnobtainableRow> = {
  rowsOf: ({ purchase }) => purchase.unobtainable,
  columns: [
    { name: 'part', about: 'part of which not enough can be had', cell: ({ part }) => part },
    {
      name: 'missing',
      format: 'whole',
      about: 'units that would have to be on the shelf on the first day for what was asked, beside those there',
      cell: ({ missing }) => missing,
    },
    { name: 'bought', format: 'whole', about: 'units bought of it', cell: ({ bought }) => bought },
    {
      name: 'instead',
      about: 'whether the missing ones would do instead of those bought, which come too late, or beside them: yes, no',
      cell: ({ isInPlaceOfBought }) => (isInPlaceOfBought ? 'yes' : 'no'),
    },
    { name: 'why', about: 'why they cannot be had', cell: ({ why }) => why },
    { name: 'alternatives', about: 'what else could be done', cell: ({ alternatives }) => alternatives.join('; ') },
  ],
}
