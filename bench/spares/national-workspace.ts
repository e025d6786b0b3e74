// A workspace of a national network's spares, of any size: the files a user would write, made from a seed.
//
// Parts, pools, failures and swap-outs are those of `network.ts`. Units stand in elements that are swapped out together,
// a quarter's of a family in a pool; half of the parts are of a vendor who is cut off, so that they run down, and the
// others are resupplied.

import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { addMonths, type CivilDay, formatDay, parseDay } from '#base/calendar.ts'
import { FULL_SIZE, makePark, type Park } from './network.ts'

const FROM = parseDay('2021-01-04')!
const DAYS_A_STEP = 7
const STEPS_A_QUARTER = 13
const HOURS_A_STEP = 168
const QUARTERS = Math.ceil(FULL_SIZE.steps / STEPS_A_QUARTER)
const HOURS_OF_A_FIT = 1e9
const UNTIL = FROM + FULL_SIZE.steps * DAYS_A_STEP - 1

export const NATIONAL_SCENARIO = 'cut-off'

export interface NationalNetwork {
  readonly folder: string
  readonly pointCount: number
  readonly unitCount: number
}

/** Writes it into a folder. */
export async function writeNationalWorkspace(folder: string, partCount: number): Promise<NationalNetwork> {
  const recipe = { ...FULL_SIZE, parts: partCount }
  const park = makePark(recipe)
  mkdirSync(join(folder, 'scenarios'), { recursive: true })
  writeFileSync(join(folder, 'mainstay.yaml'), MANIFEST)
  writeFileSync(join(folder, 'scenarios', `${NATIONAL_SCENARIO}.yaml`), SCENARIO)
  let unitCount = 0
  const units = function* (): Generator<string> {
    for (const [row, quantity] of unitRows(park)) {
      unitCount += quantity
      yield row
    }
  }
  const pools = Array.from({ length: recipe.pools }, (_, pool) => pool)
  const tables: [file: string, header: string, rows: Iterable<string>][] = [
    ['sites', 'site,region', pools.map((pool) => `S${pool},R${pool}`)],
    ['elements', 'element,site,vendor,function,inService,outOfService,removed', elementRows(park)],
    ['units', 'element,part,slot,quantity', units()],
    [
      'parts',
      'part,manufacturer,class,failuresFit,price,leadTimeDays,repairYield,repairDays,harvestYield,harvestDays',
      partRows(park),
    ],
    ['pools', 'pool,regions', pools.map((pool) => `P${pool},R${pool}`)],
    ['depots', 'depot,pool', pools.map((pool) => `D${pool},P${pool}`)],
    ['stock', 'depot,part,quantity', stockRows(park)],
  ]
  for (const [file, header, rows] of tables)
    await pipeline(Readable.from(inBlocks(header, rows)), createWriteStream(join(folder, `${file}.csv`)))
  return { folder, pointCount: park.points.length, unitCount }
}

const MANIFEST = `workspace: 1
title: A national network
operator: { name: National Mobile }
jurisdictions: [GB]
rulePacks: []
inventoryDate: ${formatDay(FROM)}
asOf: ${formatDay(FROM)}
horizon: { from: ${formatDay(FROM)}, to: ${formatDay(UNTIL)} }
currency: EUR
`

const SCENARIO = `scenario: 1
from: ${formatDay(FROM)}
until: ${formatDay(UNTIL)}
seed: 1
target: { survival: 0.95, per: part }
disruptions:
  - disruption: cut-off
    vendors: [huawei]
    stops: { newUnits: ${formatDay(addMonths(FROM, 9))}, repairs: ${formatDay(addMonths(FROM, 24))} }
assumptions:
  classes:
    '*': { source: made, rateUncertainty: 0.35 }
  planSlips:
    - { months: 0, probability: 0.5 }
    - { months: 6, probability: 0.35 }
    - { months: 12, probability: 0.15 }
`

function* inBlocks(header: string, rows: Iterable<string>): Generator<string> {
  let block = `${header}\n`
  for (const row of rows) {
    block += `${row}\n`
    if (block.length < 1 << 16) continue
    yield block
    block = ''
  }
  yield block
}

/** The first day out of service of what is swapped out in a quarter; the last stays. */
function swapDay(quarter: number): CivilDay | undefined {
  return quarter < QUARTERS ? FROM + (quarter + 1) * STEPS_A_QUARTER * DAYS_A_STEP : undefined
}

function nameElement(curve: number, quarter: number): string {
  return `E${curve}-${quarter}`
}

function* elementRows({ curves, points }: Park): Generator<string> {
  const poolCount = points.findIndex(({ pool }, point) => point > 0 && pool === 0)
  for (const curve of curves.keys())
    for (let quarter = 0; quarter <= QUARTERS; quarter++) {
      const day = swapDay(quarter)
      const until = day === undefined ? '' : formatDay(day)
      const element = nameElement(curve, quarter)
      yield `${element},S${curve % poolCount},Huawei,ran.4g.enb,2018-01-01,${until},${until}`
    }
}

/** An element has so many of a part at the most; where there are more, several rows are of several of one kind. */
const UNITS_A_ROW = 6

/** Of each point what is swapped out quarter by quarter: whole units, their fractions carried on. */
function* unitRows({ parts, curves, points, units }: Park): Generator<readonly [row: string, quantity: number]> {
  const indexOf = new Map(parts.map((part, index) => [part, index]))
  for (const [point, { part, curve }] of points.entries()) {
    const name = namePart(indexOf.get(part)!)
    let left = Math.max(1, Math.round(units[point]!))
    for (let quarter = 0; quarter <= QUARTERS; quarter++) {
      const step = Math.min(FULL_SIZE.steps - 1, (quarter + 1) * STEPS_A_QUARTER)
      const staying = quarter === QUARTERS ? 0 : Math.min(left, Math.round(units[point]! * curves[curve]![step]!))
      for (let slot = 1; left > staying; slot++) {
        const quantity = Math.min(UNITS_A_ROW, left - staying)
        yield [`${nameElement(curve, quarter)},${name},${slot},${quantity}`, quantity]
        left -= quantity
      }
      left = staying
    }
  }
}

function namePart(index: number): string {
  return `PART-${String(index).padStart(4, '0')}`
}

function* partRows({ parts, points, units, failures, curves }: Park): Generator<string> {
  const poolCount = points.length / parts.length
  for (const [index, part] of parts.entries()) {
    const point = index * poolCount
    const served = curves[points[point]!.curve]!.reduce((sum, share) => sum + share, 0)
    const fit = (failures[point]! / (units[point]! * served * HOURS_A_STEP)) * HOURS_OF_A_FIT
    const days = part.turnaroundSteps * DAYS_A_STEP
    yield [
      namePart(index),
      isCutOff(index) ? 'Huawei' : 'Ericsson',
      'made',
      fit.toFixed(1),
      Math.round(100 * part.popularity + 50),
      84,
      part.repairYield.toFixed(2),
      days,
      part.harvestYield.toFixed(2),
      60,
    ].join(',')
  }
}

function isCutOff(part: number): boolean {
  return part % 2 === 0
}

/** A third of what fails over the years of what is cut off, and of the rest what fails while it is made good. */
function* stockRows({ parts, points, failures }: Park): Generator<string> {
  const poolCount = points.length / parts.length
  for (const [point, { part, pool }] of points.entries()) {
    const index = Math.floor(point / poolCount)
    const mean = isCutOff(index)
      ? failures[point]! / 3
      : (failures[point]! * Math.max(12, part.turnaroundSteps)) / FULL_SIZE.steps
    const stock = Math.round(mean + 2 * Math.sqrt(mean))
    if (stock > 0) yield `D${pool},${namePart(index)},${stock}`
  }
}
