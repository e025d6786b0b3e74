// One stream of random numbers for each use, so that a new use changes nothing that was drawn before.

export const STREAMS = {
  place: 1,
  area: 2,
  radio: 3,
  stations: 4,
  unknowns: 5,
  exchange: 6,
  node: 7,
  /** And 256 more for every further plan. */
  plan: 8,
  stock: 9,
  usage: 10,
} as const
