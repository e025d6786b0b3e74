// The mean of survivals by how likely each is: small ones keep their digits, and where all are sure it is 1, and no rounding less.

/** Sums over all of them: of the survivals, and of what each lacks of 1, by weights that add up to 1. */
export const meanOfSums = (survived: number, lost: number): number =>
  survived > 0.5 ? Math.max(0, 1 - lost) : survived

/** Of what may come, time by time. */
export function meanOverFutures(
  futures: readonly { readonly probability: number }[],
  survivals: readonly Float64Array[],
): Float64Array {
  if (survivals.length === 1) return survivals[0]!
  return survivals[0]!.map((_, time) => {
    let [survived, lost] = [0, 0]
    for (const [future, { probability }] of futures.entries()) {
      survived += probability * survivals[future]![time]!
      lost += probability * (1 - survivals[future]![time]!)
    }
    return meanOfSums(survived, lost)
  })
}
