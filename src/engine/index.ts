// The engine as a library: the estate over time, vendors and rules, all of it pure.

export * from './estate/index.ts'
export * from './rules/index.ts'
export * from './vendors/index.ts'
