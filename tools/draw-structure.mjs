// Which parts are there, what may each touch, and who may import whom? Draws the answer into docs/structure.md and
// docs/structure.svg, from the `references` of each part's tsconfig.json and the imports of its files.
//
// `node tools/draw-structure.mjs` rewrites both; with `--check` it only says whether they are out of date.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'

const PAGE = 'docs/structure.md'
const PICTURE = 'docs/structure.svg'
const BEGIN = '<!-- structure: written by tools/draw-structure.mjs -->'
const END = '<!-- end of structure -->'

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** Modules a file imports or re-exports from, as it names them. */
function importsOf(text) {
  return [...text.matchAll(/^(?:import\b[^'"]*|export\b[^'"\n]*\bfrom |\}\s*from )'([^']+)'/gm)].map(
    (match) => match[1],
  )
}

/** Every part under `src` that has files, in reading order: that of the references in the root tsconfig.json. */
function readParts() {
  const order = readJson('tsconfig.json')
    .references.filter(({ path }) => path.startsWith('src/'))
    .map(({ path }) => path.replace('src/', ''))
  const stray = readdirSync('src').filter((name) => existsSync(`src/${name}/tsconfig.json`) && !order.includes(name))
  return [...order, ...stray].map(readPart).filter(({ files }) => files > 0)
}

function readPart(name) {
  const { references, compilerOptions } = readJson(`src/${name}/tsconfig.json`)
  const files = readdirSync(`src/${name}`, { recursive: true })
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && !path.includes('fixtures/'))
  const imports = files.flatMap((path) => importsOf(readFileSync(`src/${name}/${path}`, 'utf8')))
  const packages = imports
    .filter((module) => !/^[.#]/.test(module) && !isBuiltin(module))
    .map((module) => module.match(/^(?:@[^/]+\/)?[^/]+/)[0])
  return {
    name,
    files: files.length,
    isPure: compilerOptions.types.length === 0,
    rim: compilerOptions.lib?.includes('DOM') ? 'browser' : 'Node',
    arrows: references.map(({ path }) => path.replace('../', '')),
    used: new Set(imports.filter((module) => module.startsWith('#')).map((module) => module.slice(1).split('/')[0])),
    packages: [...new Set(packages)].sort((left, right) => (left < right ? -1 : 1)),
  }
}

/** The arrows nothing else says already: one that follows from two others is left out of the picture. */
function drawnArrows(parts) {
  const arrowsOf = new Map(
    parts.map(({ name, arrows }) => [name, arrows.filter((to) => parts.some((one) => one.name === to))]),
  )
  const reaches = (from, to) => arrowsOf.get(from).some((next) => next === to || reaches(next, to))
  return parts.flatMap(({ name }) =>
    arrowsOf
      .get(name)
      .filter((to) => !arrowsOf.get(name).some((other) => other !== to && reaches(other, to)))
      .map((to) => ({ from: name, to })),
  )
}

/** Parts by layer, the lowest first: a part stands one above the highest it may import. */
function layersOf(parts) {
  const byName = new Map(parts.map((part) => [part.name, part]))
  const heightOf = ({ arrows }) =>
    Math.max(0, ...arrows.filter((to) => byName.has(to)).map((to) => heightOf(byName.get(to)) + 1))
  const layers = []
  for (const part of parts) (layers[heightOf(part)] ??= []).push(part)
  return layers
}

const touches = ({ isPure, rim, packages }) => [isPure ? 'values only' : rim, ...packages]

function writeTable(parts) {
  const code = (names) => names.map((name) => `\`${name}\``).join(', ')
  return [
    '| Part | Touches | Packages | May import |',
    '|---|---|---|---|',
    ...parts.map(
      ({ name, isPure, rim, packages, arrows }) =>
        `| [\`${name}\`](#${name}) | ${isPure ? 'values only' : rim} | ${code(packages) || 'none'} | ${code(arrows) || 'nothing'} |`,
    ),
  ].join('\n')
}

function writeMermaid(parts) {
  return [
    '```mermaid',
    'flowchart TD',
    ...parts.map(({ name, isPure }) => `  ${name}${isPure ? `([${name}])` : `[${name}]`}`),
    ...drawnArrows(parts).map(({ from, to }) => `  ${from} --> ${to}`),
    '```',
  ].join('\n')
}

const BOX_WIDTH = 142
const BOX_GAP = 18
const LINE_HEIGHT = 15
const LAYER_GAP = 54
const MARGIN = 16

function placeBoxes(layers) {
  const width = Math.max(...layers.map((layer) => layer.length)) * (BOX_WIDTH + BOX_GAP) - BOX_GAP + 2 * MARGIN
  const boxes = new Map()
  let top = MARGIN
  for (const layer of layers.toReversed()) {
    const height = Math.max(...layer.map((part) => touches(part).length)) * LINE_HEIGHT + 34
    const left = (width - layer.length * (BOX_WIDTH + BOX_GAP) + BOX_GAP) / 2
    for (const [index, part] of layer.entries())
      boxes.set(part.name, { part, left: left + index * (BOX_WIDTH + BOX_GAP), top, height })
    top += height + LAYER_GAP
  }
  return { boxes, width, height: top - LAYER_GAP + MARGIN }
}

function drawBox({ part, left, top, height }) {
  const middle = left + BOX_WIDTH / 2
  const lines = touches(part).map(
    (line, index) => `<text class="small" x="${middle}" y="${top + 40 + index * LINE_HEIGHT}">${line}</text>`,
  )
  const kind = part.isPure ? 'pure' : 'node'
  const round = part.isPure ? 14 : 3
  return `<rect class="${kind}" x="${left}" y="${top}" width="${BOX_WIDTH}" height="${height}" rx="${round}"/><text class="name" x="${middle}" y="${top + 22}">${part.name}</text>${lines.join('')}`
}

function drawArrow(from, to) {
  const [x1, y1] = [from.left + BOX_WIDTH / 2, from.top + from.height]
  const [x2, y2] = [to.left + BOX_WIDTH / 2, to.top - 3]
  const bend = (y2 - y1) / 2
  return `<path d="M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}" marker-end="url(#head)"/>`
}

const STYLE = `
text { font-family: system-ui, sans-serif; text-anchor: middle; fill: #1b2733 }
.name { font-weight: 600; font-size: 15px }
.small { font-size: 11px; fill: #4a5a6a }
rect { stroke-width: 1.5 }
.paper { fill: #ffffff }
.pure { fill: #e6f2ea; stroke: #3c7d55 }
.node { fill: #e8eef7; stroke: #3f638f }
path { fill: none; stroke: #6b7885; stroke-width: 1.3 }
marker path { fill: #6b7885; stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #e8edf2 } .small { fill: #b4c0cc } .paper { fill: #12181f }
  .pure { fill: #17301f; stroke: #63b184 } .node { fill: #182638; stroke: #7ba3d4 }
  path { stroke: #8d9aa7 } marker path { fill: #8d9aa7 }
}`

function drawPicture(parts) {
  const { boxes, width, height } = placeBoxes(layersOf(parts))
  const arrows = drawnArrows(parts).map(({ from, to }) => drawArrow(boxes.get(from), boxes.get(to)))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">The parts and who imports whom; rounded parts work on values only</title>
<style>${STYLE}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker></defs>
<rect class="paper" x="0" y="0" width="${width}" height="${height}" rx="8" stroke="none"/>
${[...arrows, ...[...boxes.values()].map(drawBox)].join('\n')}
</svg>
`
}

function renewPage(page, parts) {
  const start = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (start < 0 || end < start) throw new Error(`${PAGE} lacks the markers ${BEGIN} and ${END}`)
  const written = [
    BEGIN,
    '',
    '![The parts and who imports whom](structure.svg)',
    '',
    writeTable(parts),
    '',
    '<details><summary>The same picture as Mermaid</summary>',
    '',
    writeMermaid(parts),
    '',
    '</details>',
    '',
    END,
  ].join('\n')
  return page.slice(0, start) + written + page.slice(end + END.length)
}

const parts = readParts()
const page = readFileSync(PAGE, 'utf8')
const renewed = [
  { path: PAGE, before: page, after: renewPage(page, parts) },
  { path: PICTURE, before: existsSync(PICTURE) ? readFileSync(PICTURE, 'utf8') : '', after: drawPicture(parts) },
].filter(({ before, after }) => before !== after)

if (process.argv.includes('--check')) {
  for (const { path } of renewed) console.error(`${path} is out of date: run \`node tools/draw-structure.mjs\``)
  const untold = parts.filter(({ name }) => !page.includes(`\n### ${name}\n`))
  for (const { name } of untold) console.error(`${PAGE} says nothing of the part ${name}: add \`### ${name}\``)
  process.exitCode = renewed.length + untold.length > 0 ? 1 : 0
} else {
  for (const { path, after } of renewed) writeFileSync(path, after)
  for (const { name, files, arrows, used } of parts) {
    const unused = arrows.filter((to) => !used.has(to))
    console.log(`${name}: ${files} files${unused.length > 0 ? `; may import and does not: ${unused.join(', ')}` : ''}`)
  }
}
