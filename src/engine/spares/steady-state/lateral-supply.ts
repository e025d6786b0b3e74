// Stock at several places that help each other out: the two ends between which it lies.

/**
 * P(all of the stock is out) where each demand finds no shelf anywhere is met from outside: Erlang's loss formula, whatever
 * the law of the resupply times. `load` is demand times mean resupply time.
 *
 * Worked: stock 2, load 1: 0.2.
 */
export function erlangLoss(stock: number, load: number): number {
  let loss = 1
  for (let unit = 1; unit <= stock; unit++) loss = (load * loss) / (unit + load * loss)
  return loss
}
