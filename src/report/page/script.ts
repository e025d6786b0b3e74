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

/** Reads out the figure under the pointer or the arrow keys; after {@link DAY_SCRIPT}. */
export const FIGURE_SCRIPT = `  const numberText = (value, kind) => kind === 'share' ? String(Math.round(value * 100000) / 1000) + ' %' : String(value).replace(/\\B(?=(\\d{3})+$)/g, ',')
  const rows = (text) => text ? text.split(';').map((row) => row.split(':')) : []
  const at = (list, day) => { let found; for (const row of list) { if (Number(row[0]) > day) break; found = row } return found }
  for (const figure of document.querySelectorAll('figure.timeline[data-states]')) {
    const svg = figure.querySelector('svg')
    const from = Number(figure.dataset.from)
    const to = Number(figure.dataset.to)
    let steps, states, edges, line, output, day
    const prepare = () => {
      if (line) return
      steps = rows(figure.dataset.steps)
      states = rows(figure.dataset.states)
      edges = [...new Set([...steps, ...states].map((row) => Number(row[0])))].filter((edge) => edge >= from && edge <= to).sort((a, b) => a - b)
      line = document.createElementNS('http://www.w3.org/2000/svg', 'line')
      line.setAttribute('class', 'cross')
      line.setAttribute('y1', '0')
      line.setAttribute('y2', String(svg.height.baseVal.value - 16))
      svg.append(line)
      output = document.createElement('p')
      output.className = 'readout'
      figure.insertBefore(output, svg.nextSibling)
    }
    const show = (next) => {
      prepare()
      day = Math.min(to, Math.max(from, next))
      const x = ((day - from + 0.5) / (to - from + 1)) * 100 + '%'
      line.setAttribute('x1', x)
      line.setAttribute('x2', x)
      line.style.display = ''
      const step = at(steps, day)
      const state = at(states, day)
      let value = ''
      if (step && step[1] !== '' && !(state && state[1] === 'not applicable')) {
        const low = numberText(Number(step[1]), figure.dataset.kind)
        const high = step[2] === '' ? 'without bound' : numberText(Number(step[2]), figure.dataset.kind)
        value = ': ' + (low === high ? low : low + ' to ' + high)
      }
      output.textContent = dayText(day) + value + (state ? ', ' + state[1] : '')
    }
    const hide = () => { if (line) { line.style.display = 'none'; output.textContent = '' } }
    svg.addEventListener('pointermove', (event) => {
      const box = svg.getBoundingClientRect()
      show(from + Math.floor(((event.clientX - box.left) / box.width) * (to - from + 1)))
    })
    svg.addEventListener('pointerleave', hide)
    svg.setAttribute('tabindex', '0')
    svg.addEventListener('blur', hide)
    svg.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
      event.preventDefault()
      prepare()
      if (day === undefined) return show(from)
      const later = edges.find((edge) => edge > day)
      const earlier = edges.findLast((edge) => edge < day)
      show(event.key === 'ArrowRight' ? (later ?? to) : (earlier ?? from))
    })
  }`
