// The seeded world generator: a recipe in, a workspace out.

export { generateWorld } from './generate-world.ts'
export type { World } from './world.ts'
export { worldToFiles } from './world-files.ts'
