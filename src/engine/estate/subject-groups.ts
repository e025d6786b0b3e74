// Subjects by a number they have in common: those of one element, those of one class.

export class SubjectGroups {
  /** Those of group g are members [start[g], start[g + 1]). */
  readonly #start: Uint32Array
  readonly #members: Uint32Array

  /** What is in no group has the number `groupCount`. */
  constructor(subjectCount: number, groupCount: number, groupOf: (subject: number) => number) {
    const start = new Uint32Array(groupCount + 2)
    for (let subject = 0; subject < subjectCount; subject++) start[groupOf(subject) + 1]! += 1
    for (let group = 0; group <= groupCount; group++) start[group + 1]! += start[group]!
    const next = start.slice()
    const members = new Uint32Array(subjectCount)
    for (let subject = 0; subject < subjectCount; subject++) members[next[groupOf(subject)]!++] = subject
    this.#start = start
    this.#members = members
  }

  of(group: number): Uint32Array {
    return this.#members.subarray(this.#start[group], this.#start[group + 1])
  }
}
