// How long does it take to make a country of any size, and how much memory?
//
// usage: npm run bench:world -- [SITES]: `examples/stockpile-2020` with so many radio sites (2,150,000), without its
// plans and spares. The largest resident set is what the operating system saw, with Node itself.

import { readFileSync } from 'node:fs'
import { readWorldRecipe } from '#intake/world-recipe/read.ts'
import { describeFault } from '#model/fault.ts'
import { generateWorld } from '#world/index.ts'

const siteCount = Number(process.argv[2] ?? 2_150_000)
const file = new URL('../../examples/stockpile-2020/world.yaml', import.meta.url)
const { recipe, faults } = readWorldRecipe('world.yaml', readFileSync(file, 'utf8'))
if (!recipe) throw new Error(faults.map(describeFault).join('\n'))

const begun = process.cpuUsage()
const { plans: _, variants: __, spares: ___, ...country } = recipe
const { tables } = generateWorld({ ...country, radio: { ...country.radio, sites: siteCount } })
const { user, system } = process.cpuUsage(begun)
const counts = tables.map(({ schema, rowCount }) => `${rowCount.toLocaleString('en')} ${schema.name}`)
console.log(`${counts.join(', ')}
${((user + system) / 1e6).toFixed(1)} s of processor time, largest resident set ${(process.resourceUsage().maxRSS / 1e6).toFixed(2)} GB`)
