// The mathematics of spares as a library: how long stocks last, what waits for them, and what to buy. What each function
// means, when to use which, and how far it is approximate: docs/models/spares.md.

export {
  atMost,
  backordersAt,
  binomial,
  type Distribution,
  fittedTo,
  momentsOf,
  negativeBinomial,
  poissonDistribution,
} from './chance/distribution.ts'
export { gammaFactor } from './chance/gamma.ts'
export {
  type Backorders,
  backordersOf,
  poissonAtMost,
  poissonMeanAt,
  poissonMoreThan,
  poissonProbability,
  poissonQuantile,
} from './chance/poisson.ts'
export { shareShort } from './chance/share-short.ts'
export { cheapestOrder, type Offer, type Order } from './purchase/cheapest-order.ts'
export { type PlainLot, type PlainPoint, stockingPointsOf } from './points/plain-points.ts'
export type { StockingPoints } from './points/stocking-points.ts'
export {
  type Choices,
  choicesOf,
  type Purchasable,
} from './purchase/choices.ts'
export { type Hulls, hullsOf } from './purchase/hull.ts'
export {
  countGaining,
  type Increments,
  incrementsInOrder,
  type Limits,
} from './purchase/marginal-analysis.ts'
export {
  type GroupReach,
  type Purchase,
  type Reach,
  reachFloors,
  reachTarget,
  reachTargets,
  spendBudget,
  type Spending,
} from './purchase/purchase.ts'
export { SplitOverPools } from './purchase/split-over-pools.ts'
export {
  evidenceOfPrediction,
  failuresAhead,
  type FieldReturns,
  fitOf,
  fitOfMtbf,
  fitOfYearlyPercent,
  INFANT_MORTALITY_LIMIT,
  type RateEvidence,
  withFailuresSeen,
  yearlyReturnPercent,
} from './run-down/failure-rate.ts'
export {
  economicOrder,
  finalOrder,
  type FinalOrderOutcome,
  finalOrderOutcome,
  type SpareEconomics,
  type SpareWorth,
  worthOfSpare,
} from './run-down/final-order.ts'
export { type RepairLoop, survivalWithRepairByStock, survivalWithRepair } from './run-down/survival-with-repair.ts'
export {
  lossProgram,
  type Product,
  type Supplier,
  type SupplyNetwork,
  type SupplyNode,
  timeToSurviveProgram,
} from './run-down/supply-network.ts'
export { type Harvest, survivalWithoutRepair } from './run-down/survival-without-repair.ts'
export {
  failuresUpTo,
  monthsExpected,
  monthsSurvived,
  stepsSurvived,
  type SwapOut,
} from './run-down/time-to-survive.ts'
export {
  expectedFailures,
  expectedReplacements,
  meanLifeHours,
  type Reckoned,
  type Weibull,
} from './run-down/wear-out.ts'
export {
  type Grouping,
  jointGainOf,
  jointLossOf,
  type JointQuestion,
  jointSurvivalOf,
  type JointTally,
  type LikelyPlan,
  lossExceededBy,
  mergeJointTallies,
  runOutOf,
  type Sisters,
} from './simulation/joint-tally.ts'
export type { PointElements } from './simulation/point-elements.ts'
export { simulateJointBatch, simulateJointly } from './simulation/simulate-jointly.ts'
export {
  type DepotPart,
  type IndentureMethod,
  type IndentureNetwork,
  type IndentureSite,
  type SitePart,
  unitBackorders,
} from './steady-state/indenture.ts'
export {
  erlangLoss,
  type LateralDepot,
  poolingBounds,
  type PoolingBounds,
  type ServiceShares,
  serviceShares,
} from './steady-state/lateral-supply.ts'
export {
  costOfLots,
  costOfLotUnderInterruptions,
  costOfOrderUpTo,
  costOfStock,
  costOfStockUnderInterruptions,
  type InterruptedPeriods,
  type Interruptions,
  lotsOfLeastCost,
  lotUnderInterruptions,
  type OrderCosts,
  type OrderInLots,
  type OrderUpTo,
  orderUpToOfLeastCost,
  type StockCosts,
  stockOfLeastCost,
  stockUnderInterruptions,
} from './steady-state/ordering.ts'
export {
  availabilityOf,
  type ElementPart,
  outageOf,
  supplyAvailability,
  unitAvailability,
  type UnitOutage,
} from './steady-state/redundancy.ts'
export { attainedBy, type SparingCriterion, sparesFor, unitsInResupply } from './steady-state/sparing.ts'
export { bestSplits, type Stock, type StockSplit } from './steady-state/stock-split.ts'
export {
  type EchelonMethod,
  expectedBackorders,
  outstandingAtSites,
  type RepairNetwork,
  type RepairSite,
} from './steady-state/two-echelon.ts'
