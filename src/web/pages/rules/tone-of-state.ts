// How a state looks: as in the reports.

export type { Tone } from '#report/page/icon.ts'
export { toneOfState } from '#report/rules/html-tone.ts'
