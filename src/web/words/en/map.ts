// The words of the map.

import { formatCount, formatNumber } from '#base/format-number.ts'

export const mapping = {
  name: 'Map of the sites',
  keys: 'Arrow keys move, plus and minus zoom, 0 shows all. The same sites stand in the table.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  all: 'Show all sites',
  asMap: 'Map',
  asTable: 'Table',
  ways: 'Shown as',
  legend: 'Vendor of most elements',
  others: (count: number) => `${formatCount(count, 'other vendor')}`,
  notStated: 'not stated',
  noElements: 'no element there',
  sites: (shown: number, all: number) =>
    shown === all ? formatCount(all, 'site') : `${formatNumber(shown)} of ${formatCount(all, 'site')}`,
  withoutPlace: (count: number) => `${formatCount(count, 'site')} without coordinates, not on the map`,
  withheld: (count: number) => `${formatCount(count, 'site')} kept out for ${count === 1 ? 'its' : 'their'} tags`,
  showAll: 'Show all vendors',
  none: 'No site has coordinates',
  noneWhy: 'Sites appear here once their latitude and longitude are imported.',
  toSites: 'To the table of sites',
  elements: (count: number) => formatCount(count, 'element'),
  cluster: (count: number) => formatCount(count, 'site'),
  columns: {
    site: 'Site',
    vendor: 'Vendor of most elements',
    elements: 'Elements',
    latitude: 'Latitude',
    longitude: 'Longitude',
  },
  search: 'Find a site',
} as const
