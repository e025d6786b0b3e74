// Days of millions of subjects in two bytes each: a small number for every distinct day, and the days by number.
//
// A large network has some ten thousand distinct days, of 18 million or more that its columns hold.

import { type CivilDay, FIRST_DAY, LAST_DAY } from '#base/calendar.ts'

/** Days by number, for all columns of an estate; numbers are given in the order days are first met. */
export class DayNumbers {
  /** The day of each number; longer than `count`. */
  days = new Int32Array(1024)
  count = 0
  /** One more than the number of each day of the calendar, and of the day before and after it; 0 where it has none. */
  readonly #numberOf = new Uint32Array(LAST_DAY - FIRST_DAY + 3)
  /** Of the ends of time, and whatever else lies outside the calendar. */
  readonly #numberOfOther = new Map<CivilDay, number>()

  numberOf(day: CivilDay): number {
    const place = day - FIRST_DAY + 1
    const isOfCalendar = place >= 0 && place < this.#numberOf.length
    const known = isOfCalendar ? this.#numberOf[place]! - 1 : (this.#numberOfOther.get(day) ?? -1)
    if (known >= 0) return known
    const number = this.count++
    if (number === this.days.length) {
      const longer = new Int32Array(2 * number)
      longer.set(this.days)
      this.days = longer
    }
    this.days[number] = day
    if (isOfCalendar) this.#numberOf[place] = number + 1
    else this.#numberOfOther.set(day, number)
    return number
  }
}

const MOST_NARROW_NUMBERS = 2 ** 16

export class DayColumn {
  readonly numbers: DayNumbers
  /** Number of the day of each subject; in four bytes once there are more days than fit two. */
  codes: Uint16Array | Uint32Array = new Uint16Array(0)

  constructor(numbers: DayNumbers) {
    this.numbers = numbers
  }

  get(subject: number): CivilDay {
    return this.numbers.days[this.codes[subject]!]!
  }

  set(subject: number, day: CivilDay): void {
    const number = this.numbers.numberOf(day)
    if (number >= MOST_NARROW_NUMBERS && this.codes instanceof Uint16Array) this.codes = Uint32Array.from(this.codes)
    this.codes[subject] = number
  }

  /** Makes room for this many subjects. */
  reserve(capacity: number): void {
    const longer = this.codes instanceof Uint16Array ? new Uint16Array(capacity) : new Uint32Array(capacity)
    longer.set(this.codes)
    this.codes = longer
  }
}
