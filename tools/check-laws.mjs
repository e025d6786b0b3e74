// Runs the import laws, and refuses to pass when they see fewer modules than there are files: a blind check is no check.

import { readdirSync } from 'node:fs'
import { cruise } from 'dependency-cruiser'
import configuration from '../.dependency-cruiser.mjs'

const files = readdirSync('src', { recursive: true }).filter((name) => name.endsWith('.ts'))
const { output } = await cruise(['src'], {
  ...configuration.options,
  ruleSet: { forbidden: configuration.forbidden },
  validate: true,
})
const seen = output.modules.filter(({ source }) => source.startsWith('src/')).length
for (const { from, to, rule } of output.summary.violations) {
  const { comment } = configuration.forbidden.find(({ name }) => name === rule.name)
  console.error(`${rule.name}: ${from} -> ${to}\n  ${comment}`)
}
if (seen < files.length) console.error(`the import laws saw ${seen} modules of ${files.length} files`)
console.log(
  `import laws: ${seen} modules, ${output.summary.totalDependenciesCruised} imports, ${output.summary.violations.length} violations`,
)
process.exitCode = output.summary.error > 0 || seen < files.length || seen === 0 ? 1 : 0
