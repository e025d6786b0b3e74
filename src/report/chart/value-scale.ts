// The upright axis of a chart: from zero to a round figure above everything shown.

export interface ValueScale {
  readonly top: number
  readonly ticks: readonly number[]
}

const ROUND_STEPS = [1, 2, 2.5, 5, 10]

/** Zero to a round figure at or above `highest`, in about `wanted` round steps; `whole` keeps the steps whole numbers. */
export function createValueScale(highest: number, wanted: number, whole: boolean): ValueScale {
  const reach = highest > 0 && Number.isFinite(highest) ? highest : 1
  const power = 10 ** Math.floor(Math.log10(reach / wanted))
  const candidates = [power, power * 10].flatMap((size) => ROUND_STEPS.map((step) => step * size))
  const fits = (step: number): boolean => step * wanted >= reach && (!whole || Number.isInteger(step))
  const step = candidates.find(fits) ?? Math.max(1, power * 10)
  const count = Math.max(1, Math.ceil(reach / step - 1e-9))
  // Multiples are rounded to the step's own decimals: 3 times 0.1 must read 0.3.
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
  return { top: ticks.at(-1)!, ticks }
}
