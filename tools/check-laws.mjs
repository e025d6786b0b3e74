// Runs the import laws, and refuses to pass where they are blind: when they see fewer modules than there are files, or
// when a law speaks of files that there are not.

import { readdirSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import configuration from '../.dependency-cruiser.mjs'

const files = readdirSync('src', { recursive: true }).filter((name) => /\.tsx?$/.test(name))
const { output } = await cruise(['src'], {
  ...configuration.options,
  ruleSet: { forbidden: configuration.forbidden },
  validate: true,
})
const sources = output.modules.map(({ source }) => source)
/** Whether some module is of the files a law names; what a law leaves open is everything. */
const meansSome = ({ path = '', pathNot }) =>
  sources.some(
    (source) => new RegExp(path).test(source) && !(pathNot && new RegExp([pathNot].flat().join('|')).test(source)),
  )
const blind = configuration.forbidden.filter(({ from, to }) => !meansSome(from) || !meansSome({ path: to.path }))
const seen = output.modules.filter(({ source }) => source.startsWith('src/')).length
for (const { from, to, rule } of output.summary.violations) {
  const { comment } = configuration.forbidden.find(({ name }) => name === rule.name)
  console.error(`${rule.name}: ${from} -> ${to}\n  ${comment}`)
}
for (const { name } of blind) console.error(`${name}: speaks of files that there are not`)
if (seen < files.length) console.error(`the import laws saw ${seen} modules of ${files.length} files`)
console.log(
  `import laws: ${seen} modules, ${output.summary.totalDependenciesCruised} imports, ${output.summary.violations.length} violations`,
)
const isBlind = blind.length > 0 || seen < files.length || seen === 0
process.exitCode = output.summary.error > 0 || isBlind ? 1 : 0
