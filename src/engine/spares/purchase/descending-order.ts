// Places of numbers from the largest to the smallest, by radix: a few times as fast as comparing them two by two.

/** Of a number's 64 bits the 32 lower and the 32 higher, as they lie in this machine's memory. */
const HALVES = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? [0, 1] : [1, 0]
const DIGITS = 65_536

/** Fewer are compared: there are more digits than numbers to count. */
const FEW = 4096

/** Of numbers that are 0 or more; of equal ones the earlier first. */
export function descendingOrder(numbers: Float64Array): Uint32Array {
  if (numbers.length < FEW)
    return Uint32Array.from(numbers.keys()).sort((left, right) => {
      const [one, other] = [numbers[left]!, numbers[right]!]
      return one === other ? left - right : one > other ? -1 : 1
    })
  // The bits of positive numbers are in the order of the numbers. A slice, for the view begins where its buffer does.
  const halves = new Uint32Array(numbers.slice().buffer)
  const places = new Uint32Array(DIGITS)
  let order = new Uint32Array(numbers.length)
  for (let place = 0; place < order.length; place++) order[place] = place
  let next = new Uint32Array(numbers.length)
  for (const half of HALVES)
    for (const shift of [0, 16]) {
      const digitOf = (place: number): number => DIGITS - 1 - ((halves[2 * place + half]! >>> shift) & (DIGITS - 1))
      places.fill(0)
      for (let place = 0; place < numbers.length; place++) places[digitOf(place)]! += 1
      let before = 0
      for (let digit = 0; digit < DIGITS; digit++) {
        const count = places[digit]!
        places[digit] = before
        before += count
      }
      for (let turn = 0; turn < order.length; turn++) next[places[digitOf(order[turn]!)]!++] = order[turn]!
      ;[order, next] = [next, order]
    }
  return order
}
