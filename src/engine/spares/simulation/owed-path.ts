// What one shelf owed in one replication: from which step on how much.

export class OwedPath {
  count = 0
  readonly step: Int32Array
  /** At the end of that step, and up to the next. */
  readonly owed: Int32Array

  constructor(stepCount: number) {
    this.step = new Int32Array(stepCount)
    this.owed = new Int32Array(stepCount)
  }

  clear(): void {
    this.count = 0
  }

  note(step: number, owed: number): void {
    this.step[this.count] = step
    this.owed[this.count++] = owed
  }
}
