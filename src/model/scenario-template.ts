// The scenario that somebody who writes one begins with: nothing is taken away yet.

/** `asOf`: the day of the workspace, `2024-07-01`. It reaches to the end of the year after. */
export const writeScenarioTemplate = (
  asOf: string,
): string => `# What is taken away, from when on, and what is asked of the spares.
scenario: 1
title: A new scenario
from: ${asOf}
until: ${Number(asOf.slice(0, 4)) + 1}-12-31
target: { survival: 0.95, per: part }
disruptions: []
`
