import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  fitView,
  formatView,
  latitudeOfY,
  longitudeOfX,
  parseView,
  xOfLongitude,
  yOfLatitude,
  zoomAt,
} from './place.ts'

const SIZE = { width: 800, height: 600 }
const latitudes = fc.double({ min: -85, max: 85, noNaN: true })
const longitudes = fc.double({ min: -180, max: 180, noNaN: true })

describe('places on the map', () => {
  it('go to the screen and back', () => {
    fc.assert(
      fc.property(latitudes, longitudes, (latitude, longitude) => {
        expect(latitudeOfY(yOfLatitude(latitude))).toBeCloseTo(latitude, 6)
        expect(longitudeOfX(xOfLongitude(longitude))).toBeCloseTo(longitude, 6)
      }),
    )
  })

  it('stay under the pointer while the map is zoomed', () => {
    const view = { x: 0.5, y: 0.33, scale: 4000 }
    const next = zoomAt(view, 3, 200, 450, SIZE)
    const placeAt = ({ x, y, scale }: typeof view) => [x + (200 - 400) / scale, y + (450 - 300) / scale]
    expect(next.scale).toBe(12_000)
    expect(placeAt(next)[0]).toBeCloseTo(placeAt(view)[0]!, 9)
    expect(placeAt(next)[1]).toBeCloseTo(placeAt(view)[1]!, 9)
  })

  it('are all in view when all are asked for', () => {
    const places = fc.array(fc.tuple(latitudes, longitudes), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(places, (all) => {
        const [xs, ys] = [
          all.map(([, longitude]) => xOfLongitude(longitude)),
          all.map(([latitude]) => yOfLatitude(latitude)),
        ]
        const view = fitView(xs, ys, SIZE)
        // The whole world does not fit below the smallest scale; nothing else is ever cut off.
        for (const x of xs) expect(Math.abs(x - view.x) * view.scale).toBeLessThanOrEqual(SIZE.width / 2 + 1)
        for (const y of ys) expect(Math.abs(y - view.y) * view.scale).toBeLessThanOrEqual(SIZE.height / 2 + 1)
      }),
    )
  })

  it('stand in an address, and nonsense there is no view', () => {
    const view = parseView('51.50,-0.12,9.50')!
    expect(formatView(view)).toBe('51.5000,-0.1200,9.50')
    for (const text of ['', '1,2', 'a,b,c', '91,0,3', '0,181,3', '0,0,99', '0,0,Infinity'])
      expect(parseView(text)).toBeUndefined()
  })
})
