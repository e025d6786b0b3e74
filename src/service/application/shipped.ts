// The examples and rule packs that come with the product.

import type { Example, ShippedPack } from '#contract/application/shipped.ts'
import { FaultLog } from '#model/fault-log.ts'
import { listExamples } from '../make-example.ts'
import { listPacks } from '../show-rules.ts'

export async function listShippedExamples(): Promise<Example[]> {
  return (await listExamples()).map((example) => ({ example }))
}

/** Read once: what came with the product stays as it is while it runs. */
let remembered: Promise<ShippedPack[]> | undefined

export function listShippedPacks(): Promise<ShippedPack[]> {
  remembered ??= readShippedPacks().catch((error: unknown) => {
    remembered = undefined
    throw error
  })
  return remembered
}

async function readShippedPacks(): Promise<ShippedPack[]> {
  const packs = await listPacks(undefined, new FaultLog())
  return packs.map(({ origin: _origin, ...told }) => ({ ...told, editions: [...told.editions] }))
}
