// Failure rates in FIT, failures in 10^9 hours of one unit: 4500 FIT are one failure in 222,222 h.

export const HOURS_OF_A_FIT = 1e9

/** What fails oftener, every six weeks, is no part to put in stock: the number is in another unit, or of all units together. */
export const MOST_FAILURES_FIT = 1e6

/** Of one unit, in hours. */
export const LEAST_HOURS_BETWEEN_FAILURES = HOURS_OF_A_FIT / MOST_FAILURES_FIT

/** Whether so many failures are more than any part has in so many hours of operation of all units together. */
export function areTooManyFailures(failures: number, unitHours: number): boolean {
  return failures * LEAST_HOURS_BETWEEN_FAILURES > unitHours
}
