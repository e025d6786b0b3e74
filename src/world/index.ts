// The seeded world generator: a recipe in, a workspace out.

export { generateWorld } from './generate-world.ts'
export type { World } from './world.ts'
export { tableToCsv, type WorldFile, worldToFiles } from './world-files.ts'
export { writeManifest } from './write-manifest.ts'
