// Items by worth, the worthiest first, of equal ones the one of the lowest index: a heap of four children to a place, on
// typed arrays.

/** A place is an index into the heap; the first item is at place 0. */
export class Ranking {
  count = 0
  private readonly items: Uint32Array
  private readonly worths: Float64Array

  constructor(most: number) {
    this.items = new Uint32Array(most)
    this.worths = new Float64Array(most)
  }

  itemAt(place: number): number {
    return this.items[place]!
  }

  worthAt(place: number): number {
    return this.worths[place]!
  }

  /** The place of the next after the first; 0 where there is none. */
  get second(): number {
    return this.count < 2 ? 0 : this.bestChild(0)
  }

  add(item: number, worth: number): void {
    this.count += 1
    this.rise(this.count - 1, item, worth)
  }

  changeFirst(worth: number): void {
    this.sink(0, this.items[0]!, worth)
  }

  remove(place: number): void {
    this.count -= 1
    if (place === this.count) return
    const [item, worth] = [this.items[this.count]!, this.worths[this.count]!]
    if (place > 0 && this.isBefore(item, worth, (place - 1) >> 2)) this.rise(place, item, worth)
    else this.sink(place, item, worth)
  }

  private isBefore(item: number, worth: number, place: number): boolean {
    const other = this.worths[place]!
    return worth > other || (worth === other && item < this.items[place]!)
  }

  private bestChild(place: number): number {
    const from = 4 * place + 1
    const until = Math.min(from + 4, this.count)
    let best = from
    for (let child = from + 1; child < until; child++)
      if (this.isBefore(this.items[child]!, this.worths[child]!, best)) best = child
    return best
  }

  private rise(from: number, item: number, worth: number): void {
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 2
      if (!this.isBefore(item, worth, parent)) break
      this.items[place] = this.items[parent]!
      this.worths[place] = this.worths[parent]!
      place = parent
    }
    this.items[place] = item
    this.worths[place] = worth
  }

  private sink(from: number, item: number, worth: number): void {
    let place = from
    while (4 * place + 1 < this.count) {
      const child = this.bestChild(place)
      if (this.isBefore(item, worth, child)) break
      this.items[place] = this.items[child]!
      this.worths[place] = this.worths[child]!
      place = child
    }
    this.items[place] = item
    this.worths[place] = worth
  }
}
