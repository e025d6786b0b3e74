// A convenience for readers with scripts: filter the rules, read the figure under the pointer, print everything open.
//
// The page says all it has to say without it. The browser runs it only because the page's policy names its digest.

import { DAY_SCRIPT, PRINTING_SCRIPT } from '../page/script.ts'

export const READING_SCRIPT = `
(() => {
  'use strict'
  const form = document.getElementById('filter')
  if (form) {
    const cards = [...document.querySelectorAll('article.rule')].map((card) => ({ card, text: card.textContent.toLowerCase() }))
    const packs = [...document.querySelectorAll('section.pack')]
    const search = form.querySelector('input[type=search]')
    const boxes = [...form.querySelectorAll('input[type=checkbox]')]
    const status = form.querySelector('[role=status]')
    const apply = () => {
      const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
      const tones = new Set(boxes.filter((box) => box.checked).map((box) => box.value))
      let shown = 0
      for (const { card, text } of cards) {
        card.hidden = !(tones.has(card.dataset.tone) && words.every((word) => text.includes(word)))
        if (!card.hidden) shown += 1
      }
      for (const pack of packs) pack.hidden = !!pack.querySelector('article.rule') && !pack.querySelector('article.rule:not([hidden])')
      status.textContent = shown + ' of ' + cards.length + ' rules shown'
    }
    const reveal = () => {
      const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)))
      const card = target && target.closest('article.rule')
      if (!card || !card.hidden) return
      search.value = ''
      for (const box of boxes) box.checked = true
      apply()
      card.scrollIntoView()
    }
    form.addEventListener('input', apply)
    form.addEventListener('submit', (event) => event.preventDefault())
    addEventListener('hashchange', reveal)
    form.hidden = false
    apply()
  }

${PRINTING_SCRIPT}

${DAY_SCRIPT}
  const numberText = (value, kind) => kind === 'share' ? String(Math.round(value * 100000) / 1000) + ' %' : String(value).replace(/\\B(?=(\\d{3})+$)/g, ',')
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
      if (step && step[1] !== '') {
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
  }
})()
`

/** Base64 of the sha256 of {@link READING_SCRIPT}: a test tells the right one when the script has changed. */
export const READING_SCRIPT_SHA256 = 'I8Dyj9uwjY5TzYQUpB8YeXs1zBLfoZbCjUaInVZLGV0='
