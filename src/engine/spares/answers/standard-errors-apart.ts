// How far a survival that is simulated and one that is reckoned are apart, for what hardly ever happens too.

/** A survival, and the standard error it is told with; 0: exact. */
export interface ReckonedSurvival {
  readonly survival: number
  readonly error: number
}

/**
 * In standard errors of both. Few events are not normal: on one day of hundreds two are expected and five come. So they are
 * compared by their square roots, of which the variance is the same for few and many (Anscombe, "The transformation of Poisson,
 * binomial and negative-binomial data", Biometrika 35, 1948): the error is the mean of those at either survival.
 *
 * Worked: 5 of 2,560 run out where 2 are expected: 3 / ((sqrt(5.375) + sqrt(2.375)) / 2) = 1.56.
 */
export function standardErrorsApart(
  simulated: number,
  replications: number,
  { survival, error }: ReckonedSurvival,
): number {
  const between = (of: number): number => (errorOf(simulated, of) + errorOf(survival, of)) / 2
  const own = error === 0 ? 0 : between(replicationsBehind(survival, error))
  return Math.abs(simulated - survival) / Math.hypot(between(replications), own)
}

/** Added to the events counted, which makes the variance of their root the same. */
const ANSCOMBE = 3 / 8

function errorOf(survival: number, replications: number): number {
  return Math.sqrt((survival * (1 - survival) + ANSCOMBE / replications) / replications)
}

/** How many it takes for such an error of plain samples, which is never below one of them. */
function replicationsBehind(survival: number, error: number): number {
  return Math.max((survival * (1 - survival)) / error ** 2, 1 / error)
}
