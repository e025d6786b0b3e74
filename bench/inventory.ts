// An inventory of any size as CSV: eighteen columns, seventeen of them filled, one quoted, unique names, cells that repeat.

import { formatDay } from '#base/calendar.ts'

export const COLUMNS = [
  'element',
  'name',
  'kind',
  'site',
  'vendor',
  'operators',
  'product',
  'function',
  'technologies',
  'bands',
  'softwareVersion',
  'status',
  'delivered',
  'installed',
  'inService',
  'outOfService',
  'traffic',
  'subscribers',
]
export const DATES = ['delivered', 'installed', 'inService', 'outOfService']
export const NUMBERS = ['traffic', 'subscribers']

export const siteCountOf = (rowCount: number): number => 1 + Math.floor(rowCount / 8)
export const nameElement = (row: number): string => `GNB-${String(row).padStart(7, '0')}`
export const nameSite = (site: number): string => `S${String(site).padStart(6, '0')}`

/** Made from a seed: the same rows, the same lines. `restate`: what a row is to say instead, by column. */
export function* writeInventory(
  rowCount: number,
  restate: (row: number) => Readonly<Record<string, string>> = () => ({}),
): Generator<string> {
  yield `${COLUMNS.join(',')}\r\n`
  let state = 20_250_101
  const draw = (count: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * count)
  }
  const pick = (words: readonly string[]): string => words[draw(words.length)]!
  let block = ''
  for (let row = 0; row < rowCount; row++) {
    const site = draw(siteCountOf(rowCount))
    const delivered = 15_000 + draw(1500)
    const cells = [
      nameElement(row),
      `"Site ${site}, sector ${row % 3}"`,
      'physical',
      nameSite(site),
      pick(['Huawei', 'Nokia', 'Ericsson', 'ZTE', 'Samsung', 'Cisco Systems', 'Juniper']),
      pick(['North Mobile:60|South Mobile:40', 'North Mobile:1']),
      pick(['AirScale', 'BTS3900', 'Radio 4449', 'NR7101', 'DBS5900']),
      pick(['ran.5g.gnb', 'ran.4g.enb', 'ran.2g.bts']),
      pick(['4G', '4G|5G', '5G', '2G|3G|4G']),
      pick(['3.5GHz|700MHz', '800MHz', '1800MHz|2100MHz']),
      pick(['V100R016C10', '21B', '22.Q4', 'SRAN21A']),
      'inService',
      formatDay(delivered),
      formatDay(delivered + draw(60)),
      formatDay(delivered + 60 + draw(60)),
      '',
      `${draw(900)}.${draw(10)}`,
      String(draw(5000)),
    ]
    for (const [column, text] of Object.entries(restate(row))) cells[COLUMNS.indexOf(column)] = text
    block += `${cells.join(',')}\r\n`
    if (block.length > 1 << 20) {
      yield block
      block = ''
    }
  }
  yield block
}
