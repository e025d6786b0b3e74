// The import laws. Which part may import which stands once, in the `references` of each part's tsconfig.json; the rest
// is stated here, each law with its remedy. `tools/import-laws.test.ts` breaks each law and sees it caught.

import { existsSync, readdirSync, readFileSync } from 'node:fs'

const parts = readdirSync('src').filter((name) => existsSync(`src/${name}/tsconfig.json`))
const arrowsOf = (part) =>
  (JSON.parse(readFileSync(`src/${part}/tsconfig.json`, 'utf8')).references ?? []).map(({ path }) =>
    path.slice('../'.length),
  )
const isPure = (part) =>
  JSON.parse(readFileSync(`src/${part}/tsconfig.json`, 'utf8')).compilerOptions.types.length === 0
const pureParts = parts.filter(isPure).join('|')
/** Syntaxes that formats are written in. Every other folder of src/intake is a format, the CSV tables too. */
const syntaxes = ['^src/intake/yaml/', '^src/intake/csv/(scan|encoding)\\.ts$']
const tests = '\\.test\\.ts$|/fixtures/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...parts.map((part) => ({
      name: `${part}-stays-in-its-lane`,
      severity: 'error',
      comment: `src/${part} may import ${arrowsOf(part).join(', ') || 'no other part'}. If it needs more, the idea probably belongs in src/model.`,
      from: { path: `^src/${part}/`, pathNot: tests },
      to: { path: '^src/', pathNot: [part, ...arrowsOf(part)].map((allowed) => `^src/${allowed}/`) },
    })),
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one idea, or hide a third: name it and let both import it.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'pure-parts-do-no-io',
      severity: 'error',
      comment: 'Pure parts take values and return values; let service hand them what they need.',
      from: { path: `^src/(${pureParts})/`, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-browser-has-no-node',
      severity: 'error',
      comment: 'What runs in a browser has no files and no Node; ask the server.',
      from: { path: '^src/web/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-meet-at-their-index',
      severity: 'error',
      comment:
        'Import another feature of the engine, or another part’s engine, through its index.ts, or that of a folder.',
      from: { path: '^src/', pathNot: [tests, '^src/engine/'] },
      to: { path: '^src/engine/[^/]+/', pathNot: '/index\\.ts$' },
    },
    {
      name: 'engine-features-meet-at-their-index',
      severity: 'error',
      comment: 'Import another feature of the engine through its index.ts.',
      from: { path: '^src/engine/([^/]+)/', pathNot: tests },
      to: { path: '^src/engine/[^/]+/', pathNot: ['^src/engine/$1/', '^src/engine/[^/]+/index\\.ts$'] },
    },
    {
      name: 'formats-do-not-meet',
      severity: 'error',
      comment: 'A format is a folder one can delete; what two of them share stands beside them, under its own name.',
      from: { path: '^src/intake/([^/]+)/', pathNot: tests },
      to: { path: '^src/intake/[^/]+/', pathNot: ['^src/intake/$1/', ...syntaxes] },
    },
    {
      name: 'across-parts-by-hash-import',
      severity: 'error',
      comment: 'Name another part as `#model/site.ts`; `./` and `../` stay within a part.',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/', pathNot: '^src/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    {
      name: 'nothing-depends-on-a-test',
      severity: 'error',
      comment: 'What a test and the product share is product.',
      from: { pathNot: ['\\.test\\.ts$', '/fixtures/', '^(test|bench|tools)/'] },
      to: { path: '\\.test\\.ts$|/fixtures/|^(test|bench|tools)/' },
    },
    {
      name: 'only-store-touches-databases',
      severity: 'error',
      comment: 'Databases stay behind src/store, so that nothing else depends on which one it is.',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/(@duckdb|@electric-sql|pg|kysely)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      conditionNames: ['mainstay-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
    },
  },
}
