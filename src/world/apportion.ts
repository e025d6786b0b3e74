// Divides a number of things by weight into whole numbers.

/**
 * The method of largest remainders: everybody gets the whole part of his share, and what is left over goes to the largest
 * remainders, among equals to the one named first. Worked numbers: 10 by weights 1, 1, 2 is 3, 2, 5.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const shares = weights.map((weight) => (total * weight) / sum)
  const parts = shares.map(Math.floor)
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - parts[index]! }))
    .sort((left, right) => right.remainder - left.remainder || left.index - right.index)
  const leftOver = total - parts.reduce((all, part) => all + part, 0)
  for (const { index } of byRemainder.slice(0, leftOver)) parts[index]! += 1
  return parts
}
