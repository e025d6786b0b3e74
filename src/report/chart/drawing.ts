// The measures that all drawings of a report share.

export const PLOT_HEIGHT = 140
/** Room on the left for the figures of the upright axis, the same for all drawings: their days stand below each other. */
export const MARGIN_PX = 40
/** Labels must not meet on the narrowest screen the report is made for: there a drawing with its margin has 318 pixels. */
export const NARROWEST_DRAWING_PX = 318 - MARGIN_PX
export const LABEL_PX_PER_CHARACTER = 6.3
export const LABEL_GAP_PX = 10

export const percent = (part: number): string => `${Math.round(part * 100_000) / 1000}%`
