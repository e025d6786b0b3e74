// How much of a list is told at once: one limit, wherever a list is read, asked for or told.

/** Items of a page at most. */
export const LARGEST_PAGE = 500
/** Where nobody says how many. */
export const USUAL_PAGE = 100

/** Things of a list that are named one by one: as many as an address carries. */
export const MOST_NAMED = 100
