// Parts of the script of a page, for readers who have scripts: a page says all it has to say without them.

/** Prints what is folded, too. */
export const PRINTING_SCRIPT = `  const opened = []
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details:not([open])')) { details.open = true; opened.push(details) }
  })
  addEventListener('afterprint', () => { while (opened.length) opened.pop().open = false })`

/** `dayText(20000)`: the civil day of a number of days since 1970. */
export const DAY_SCRIPT = `  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
  const dayText = (day) => {
    const date = new Date(day * 86400000)
    return date.getUTCDate() + ' ' + months[date.getUTCMonth()] + ' ' + date.getUTCFullYear()
  }`
