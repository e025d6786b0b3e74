// How long products can be delivered when a supplier or a plant stops, and what is lost until it recovers: linear programs
// (Simchi-Levi et al., "Identifying risks and mitigating disruptions in the automotive supply chain", Interfaces 45, 2015).
//
// Written down in the LP format that solvers read; nothing is solved here.

import { checkAmount } from '../chance/domain.ts'

export interface SupplyNode {
  /** Its name, whatever stands in it; in a program what is no letter, digit or `_` is its code: `BBU-1` is `BBU.2d.1`. */
  readonly node: string
  /** What it can make in a unit of time. */
  readonly capacity: number
  /** Finished and on hand. */
  readonly stock: number
}

/** A product, made at one plant. */
export interface Product extends SupplyNode {
  /** Wanted in a unit of time. */
  readonly demand: number
  /** Lost on each that is not delivered. */
  readonly margin: number
  /** Units of each material in one of it. */
  readonly needs: { readonly [material: string]: number }
}

export interface Supplier extends SupplyNode {
  readonly material: string
}

export interface SupplyNetwork {
  readonly products: readonly Product[]
  readonly suppliers: readonly Supplier[]
}

/**
 * The longest time for which all demand can be met while these nodes make nothing: the objective, in units of time.
 *
 * Worked (the tests have the network): without its only supplier of A a product of 100 a week lasts on 200 of A and 300 of
 * its own for 5 weeks.
 */
export function timeToSurviveProgram(network: SupplyNetwork, disrupted: readonly string[]): string {
  checkNetwork(network, disrupted)
  return program('Maximize', 't', [
    ...flows(network, disrupted, (capacity) => `- ${capacity} t <= 0`),
    ...network.products.map(({ node, stock, demand }) => `${made(node)} - ${demand} t >= ${-stock}`),
  ])
}

/**
 * The least margin lost while these nodes make nothing for so long: the objective, in the unit of the margins.
 *
 * Worked (the same network): each of the product brings a margin of 5, so that 8 weeks without the supplier lose (8 - 5) 100 5 = 1,500.
 */
export function lossProgram(network: SupplyNetwork, disrupted: readonly string[], recoveryTime: number): string {
  checkNetwork(network, disrupted)
  checkAmount('recoveryTime', recoveryTime)
  const objective = network.products.map(({ node, margin }) => `${margin} ${lost(node)}`).join(' + ')
  return program('Minimize', objective, [
    ...flows(network, disrupted, (capacity) => `<= ${capacity * recoveryTime}`),
    ...network.products.map(
      ({ node, stock, demand }) => `${lost(node)} + ${made(node)} >= ${demand * recoveryTime - stock}`,
    ),
  ])
}

/** What is made needs its materials, of which no more can be sent than is made or on hand. */
function flows(
  { products, suppliers }: SupplyNetwork,
  disrupted: readonly string[],
  atMost: (capacity: number) => string,
): string[] {
  const within = [...products, ...suppliers].map(({ node, capacity }) =>
    disrupted.includes(node) ? `${made(node)} = 0` : `${made(node)} ${atMost(capacity)}`,
  )
  const needed = products.flatMap(({ node, needs }) =>
    Object.entries(needs).map(([material, units]) => {
      const from = suppliers.filter((one) => one.material === material).map((one) => `- ${sent(one.node, node)}`)
      return `${units} ${made(node)} ${from.join(' ')} <= 0`
    }),
  )
  const given = suppliers.map(({ node, stock, material }) => {
    const to = products.filter(({ needs }) => material in needs).map((one) => `+ ${sent(node, one.node)}`)
    return `${to.join(' ')} - ${made(node)} <= ${stock}`
  })
  return [...within, ...needed, ...given]
}

function program(sense: 'Maximize' | 'Minimize', objective: string, constraints: readonly string[]): string {
  const lines = constraints.map((constraint, index) => ` c${index + 1}: ${constraint}`)
  return `${sense}\n obj: ${objective}\nSubject To\n${lines.join('\n')}\nEnd\n`
}

// Of a node how many it makes, of a product how many are not delivered, and how many one node sends to another.

const made = (node: string): string => `u_${named(node)}`
const lost = (product: string): string => `l_${named(product)}`
const sent = (supplier: string, product: string): string => `y_${named(supplier)}.to.${named(product)}`

/** What a reader of programs takes for one name, and another one for each node. */
function named(node: string): string {
  return node.replaceAll(/[^A-Za-z0-9_]/gu, (character) => `.${character.codePointAt(0)!.toString(16)}.`)
}

function checkNetwork({ products, suppliers }: SupplyNetwork, disrupted: readonly string[]): void {
  const nodes = [...products, ...suppliers]
  const known = new Set<string>()
  for (const { node, capacity, stock } of nodes) {
    if (known.has(node)) throw new RangeError(`node: each once, not ${node} twice`)
    known.add(node)
    checkAmount('capacity', capacity)
    checkAmount('stock', stock)
  }
  for (const { demand, margin, needs } of products) {
    checkAmount('demand', demand)
    checkAmount('margin', margin)
    for (const units of Object.values(needs)) checkAmount('needs', units)
  }
  for (const node of disrupted)
    if (!known.has(node)) throw new RangeError(`disrupted: nodes of the network, not ${node}`)
}
