// How many elements a row replaces or removes none of, though they meet its selector: their end is stated, and later.
//
// Perhaps millions, and asked for by each row of the plan: those that last beyond a day are counted by bisection.

interface Group {
  /** In ascending order, each with the day below at its place. */
  readonly subjects: number[]
  /** The first day on which it may end by the inventory. */
  readonly lastDays: number[]
  /** The same days in their order; undefined where some were added since. */
  ordered: Int32Array | undefined
  /** The last days of those the plan has ended since, in their order. */
  readonly ended: number[]
}

export class PassedOver {
  /** On which days a row removes or replaces an element depends on whether the inventory has it, and on nothing else. */
  readonly #groups = { inventory: newGroup(), plan: newGroup() }

  /** `subject`: after all that were added before. */
  add(subject: number, lastDay: number, isOfInventory: boolean): void {
    const group = isOfInventory ? this.#groups.inventory : this.#groups.plan
    group.subjects.push(subject)
    group.lastDays.push(lastDay)
    group.ordered = undefined
  }

  /** Of a subject the plan ended: it is none of them any more. */
  forget(subject: number): void {
    for (const { subjects, lastDays, ended } of Object.values(this.#groups)) {
      const place = countUpTo(subjects, subject - 1)
      if (subjects[place] !== subject) continue
      const lastDay = lastDays[place]!
      ended.splice(countUpTo(ended, lastDay), 0, lastDay)
    }
  }

  /** `lastDayOf`: the last of the days on which the row asks about a subject. */
  count(lastDayOf: (subject: number) => number): number {
    let count = 0
    for (const group of Object.values(this.#groups)) {
      const [example] = group.subjects
      if (example === undefined) continue
      group.ordered ??= Int32Array.from(group.lastDays).sort()
      const day = lastDayOf(example)
      count += countBeyond(group.ordered, day) - countBeyond(group.ended, day)
    }
    return count
  }
}

function newGroup(): Group {
  return { subjects: [], lastDays: [], ordered: undefined, ended: [] }
}

function countBeyond(ordered: ArrayLike<number>, day: number): number {
  return ordered.length - countUpTo(ordered, day)
}

/** How many of ascending numbers are no greater than the limit. */
function countUpTo(ordered: ArrayLike<number>, limit: number): number {
  let [low, high] = [0, ordered.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ordered[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}
