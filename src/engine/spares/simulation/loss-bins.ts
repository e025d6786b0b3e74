// How losses are counted, that tallies may merge: by bins, each a sixty-fourth of its octave.

/** Bins of an octave. Below 128 each whole number has a bin of its own. */
const IN_OCTAVE = 64
/** Up to 2^53. */
const OCTAVES = 47
export const BIN_COUNT = IN_OCTAVE * (OCTAVES + 1)

/** The bin of a loss, of which whole numbers are told apart. */
export function binOf(loss: number): number {
  let octave = 0
  let scaled = loss
  while (scaled >= 2 * IN_OCTAVE && octave < OCTAVES - 1) {
    scaled /= 2
    octave++
  }
  return Math.min(BIN_COUNT - 1, octave * IN_OCTAVE + Math.floor(scaled))
}

/** The middle of a bin: within one part in 128 of every loss in it, or half of one; less than one is as good as none. */
export function lossOfBin(bin: number): number {
  if (bin === 0) return 0
  const octave = Math.max(0, Math.floor(bin / IN_OCTAVE) - 1)
  return (bin - octave * IN_OCTAVE + 0.5) * 2 ** octave
}
