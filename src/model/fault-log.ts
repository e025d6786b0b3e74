// Collects faults of any number in bounded memory: the first ones to show, the count of all, and each one passed on.

import type { Fault, FaultCode } from './fault.ts'

export const FAULTS_KEPT = 1000

export class FaultLog {
  readonly #kept: Fault[] = []
  readonly #countByCode = new Map<FaultCode, number>()
  readonly #passOn: ((fault: Fault) => void) | undefined
  #keptWarningCount = 0
  #errorCount = 0
  #warningCount = 0

  /** `passOn` receives every fault, also those beyond {@link FAULTS_KEPT}: it writes the full error file. */
  constructor(passOn?: (fault: Fault) => void) {
    this.#passOn = passOn
  }

  readonly report = (fault: Fault): void => {
    if (fault.severity === 'error') this.#errorCount += 1
    else this.#warningCount += 1
    this.#countByCode.set(fault.code, (this.#countByCode.get(fault.code) ?? 0) + 1)
    // Errors are kept before warnings: what keeps an input out must not drown in remarks.
    if (this.#kept.length < FAULTS_KEPT) {
      this.#kept.push(fault)
      if (fault.severity === 'warning') this.#keptWarningCount += 1
    } else if (fault.severity === 'error' && this.#keptWarningCount > 0) {
      this.#kept[this.#kept.findLastIndex((kept) => kept.severity === 'warning')] = fault
      this.#keptWarningCount -= 1
    }
    this.#passOn?.(fault)
  }

  get kept(): readonly Fault[] {
    return this.#kept
  }

  get errorCount(): number {
    return this.#errorCount
  }

  get warningCount(): number {
    return this.#warningCount
  }

  get countByCode(): ReadonlyMap<FaultCode, number> {
    return this.#countByCode
  }
}
