// Are we within the rules, on every date? Judges rule packs against the estate over time.

export { askReplacements, type ReplacementBar } from './ask-replacement.ts'
export { askStockCover, type StockCoverDuty } from './ask-stock-cover.ts'
export { checkLicences } from './check-licences.ts'
export { checkPackNames } from './check-pack-names.ts'
export { checkRuleNames } from './check-rule-names.ts'
export { checkSelectorNames } from './check-selector-names.ts'
export { type EditionWindow, editionWindows } from './editions.ts'
export { type EstateAnswer, judgeEstate, judgeRules, type MatterOf, type RulesAnswer } from './judge-rules.ts'
export { provenanceOfPack } from './provenance-of.ts'
export { type ExampleOutcome, runExamples, sayValue } from './run-examples.ts'
