// The estate over time, built once from the workspace.

export { type BuiltEstate, buildEstate, type EstateQuestion } from './build-estate.ts'
export { DateReader } from './history.ts'
export { SelectorMatcher } from './match-selector.ts'
export { StatedNames } from './stated-names.ts'
export { estateOf, type UnnamedEstate, unnameEstate } from './unnamed-estate.ts'
