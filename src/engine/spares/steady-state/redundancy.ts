// What of a site stays up: units of which some must work.

/**
 * P(at least `needed` of `count` work), each with the availability given, independently.
 *
 * Worked: 2 of 3 with 0.99 each: 0.999702.
 */
export function availabilityOf(needed: number, count: number, unitAvailability: number): number {
  let [sum, ways] = [0, 1]
  for (let down = 0; down <= count - needed; down++) {
    sum += ways * unitAvailability ** (count - down) * (1 - unitAvailability) ** down
    ways = (ways * (count - down)) / (down + 1)
  }
  return Math.min(1, sum)
}
