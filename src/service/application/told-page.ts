// A page of rows of the database, as it is told.

import type { Page, PageRequest } from '#store/database/page.ts'

export type PageAsked = PageRequest

export interface ToldPage<Item> {
  items: Item[]
  next?: string
}

export function tellPage<Row, Item>({ rows, next }: Page<Row>, tell: (row: Row) => Item): ToldPage<Item> {
  return { items: rows.map(tell), ...(next === undefined ? {} : { next }) }
}
