// Where the sites are, and whose elements stand there; the same as a table.

import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { SiteMap } from '#contract/application/map.ts'
import { formatRowKey } from '#contract/application/condition-text.ts'
import { choice, codecOf, text, texts } from '../../address/codec.ts'
import { AddressNote } from '../../address/address-note.tsx'
import { useAddress } from '../../address/use-address.ts'
import { mapQuery } from '../../api/map.ts'
import { formatNumber } from '../../format.ts'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Segments } from '../../parts/field.tsx'
import { Grid } from '../../parts/grid/grid.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { NoSnapshot } from '../../shell/no-snapshot.tsx'
import { useWorkspace } from '../../shell/use-workspace.ts'
import { mapping as words } from '../../words/en/map.ts'
import { RowPanel } from '../network/row-panel.tsx'
import { ViewsMenu } from '../network/views-menu.tsx'
import { MapCanvas } from './map-canvas.tsx'
import { formatView, parseView, xOfLongitude, yOfLatitude, type View } from './place.ts'
import { chooseSeries, sayVendor } from './series.ts'
import '../network/network.css'
import './map.css'

const WAYS = ['map', 'table'] as const
const MAP = codecOf({
  /** Of the site that is open. */
  site: text(),
  /** Vendors shown, as the legend has them; none: all. */
  vendor: texts(),
  at: text(),
  as: choice(WAYS, 'map'),
})

export function Page() {
  const { workspace, snapshot } = useWorkspace()
  const sites = useQuery({ ...mapQuery(workspace.id, snapshot ?? ''), enabled: snapshot !== undefined })
  if (snapshot === undefined)
    return (
      <NoSnapshot workspace={workspace.id} icon="map">
        {words.noneWhy}
      </NoSnapshot>
    )
  if (sites.error || !sites.data) return <Waiting query={sites} />
  if (sites.data.site.length === 0) return <NoPlaces workspace={workspace.id} sites={sites.data} />
  return <SitesPage workspace={workspace.id} snapshot={snapshot} sites={sites.data} />
}

function NoPlaces({ workspace, sites }: { readonly workspace: string; readonly sites: SiteMap }) {
  const toSites = (
    <Link className="button main" to={`/w/${workspace}/network`} search={{ table: 'sites' } as never}>
      {words.toSites}
    </Link>
  )
  return (
    <div className="page">
      <Empty icon="map" title={words.none} actions={toSites}>
        {sites.withoutPlace > 0 ? words.withoutPlace(sites.withoutPlace) : words.noneWhy}
      </Empty>
    </div>
  )
}

interface SitesPageProps {
  readonly workspace: string
  readonly snapshot: string
  readonly sites: SiteMap
}

function SitesPage({ workspace, snapshot, sites }: SitesPageProps) {
  const [state, setState] = useAddress(MAP)
  const { series, of } = useMemo(() => chooseSeries(sites), [sites])
  const places = useMemo(
    () => ({
      x: Float64Array.from(sites.longitude, xOfLongitude),
      y: Float64Array.from(sites.latitude, yOfLatitude),
      series: of,
    }),
    [sites, of],
  )
  const isShown = (label: string): boolean => state.vendor.length === 0 || state.vendor.includes(label)
  const shown = useMemo(() => {
    const open = series.map(({ label }) => isShown(label))
    return sites.site.map((_, index) => index).filter((index) => open[of[index]!])
  }, [sites, series, of, state.vendor])
  const unknown = [
    ...(state.site !== '' && !sites.site.includes(state.site) ? [{ name: 'site', text: state.site }] : []),
    ...state.vendor
      .filter((one) => !series.some(({ label }) => label === one))
      .map((one) => ({ name: 'vendor', text: one })),
    ...(state.at !== '' && parseView(state.at) === undefined ? [{ name: 'at', text: state.at }] : []),
  ]
  // On a narrow screen it would cover what it explains: there it is opened by whoever asks.
  const hasRoom = useMemo(() => !matchMedia('(max-width: 48rem)').matches, [])
  const view = useMemo(() => parseView(state.at), [state.at])
  const onView = useCallback(
    (next: View | undefined) => setState({ at: next ? formatView(next) : '' }, { replace: true }),
    [setState],
  )
  const chosen = state.site === '' ? -1 : sites.site.indexOf(state.site)
  const open = (site: number): void => setState({ site: sites.site[site] ?? '' }, { replace: state.site !== '' })
  const toggle = (label: string): void => {
    const all = series.map((one) => one.label)
    const before = state.vendor.length === 0 ? all : state.vendor
    // The first press on the legend shows that vendor alone: what is looked for is usually one.
    const next =
      state.vendor.length === 0
        ? [label]
        : before.includes(label)
          ? before.filter((one) => one !== label)
          : [...before, label]
    setState({ vendor: next.length === all.length ? [] : next })
  }
  return (
    <div className="network">
      <AddressNote codec={MAP} unknown={unknown} />
      <div className="condition-bar">
        <Segments
          label={words.ways}
          value={state.as}
          onChange={(as) => setState({ as })}
          options={[
            { value: 'map', label: words.asMap },
            { value: 'table', label: words.asTable },
          ]}
        />
        <span className="condition-count" role="status">
          {words.sites(shown.length, sites.site.length)}
        </span>
        {sites.withoutPlace > 0 && (
          <Link
            className="map-remark"
            to={`/w/${workspace}/network`}
            search={{ table: 'sites', where: 'latitude~isBlank' } as never}
          >
            {words.withoutPlace(sites.withoutPlace)}
          </Link>
        )}
        {sites.withheld > 0 && <span className="map-remark">{words.withheld(sites.withheld)}</span>}
        <div className="condition-end">
          {state.vendor.length > 0 && <Button onClick={() => setState({ vendor: [] })}>{words.showAll}</Button>}
          <ViewsMenu page="map" />
        </div>
      </div>
      <div className={`network-split${state.site === '' ? '' : ' with-row'}`}>
        <div className="network-grid">
          {state.as === 'map' ? (
            <MapCanvas
              places={places}
              shown={shown}
              series={series}
              nameOf={(site) => sites.site[site] ?? ''}
              elementsOf={(site) => sites.elements[site] ?? 0}
              chosen={chosen < 0 ? undefined : chosen}
              view={view}
              onView={onView}
              onChoose={open}
            />
          ) : (
            <SitesTable sites={sites} shown={shown} chosen={chosen} onChoose={open} />
          )}
          <details className="map-legend" open={hasRoom}>
            <summary className="map-legend-title">
              {words.legend}
              <span className="map-legend-swatches" aria-hidden="true">
                {series.map(({ label, colour }) => (
                  <span key={label} className={`swatch map-colour ${colour}`} />
                ))}
              </span>
            </summary>
            <ul aria-label={words.legend}>
              {series.map(({ label, sites: count, colour }) => (
                <li key={label}>
                  <button type="button" aria-pressed={isShown(label)} onClick={() => toggle(label)}>
                    <span className={`swatch map-colour ${colour}`} />
                    <span>{label}</span>
                    <span className="map-legend-count">{formatNumber(count)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        </div>
        {state.site !== '' && (
          <RowPanel
            workspace={workspace}
            snapshot={snapshot}
            table={{ table: 'sites', key: ['site'] }}
            rowKey={formatRowKey([state.site])}
            onClose={() => setState({ site: '' })}
          />
        )}
      </div>
    </div>
  )
}

interface SitesTableProps {
  readonly sites: SiteMap
  readonly shown: readonly number[]
  readonly chosen: number
  readonly onChoose: (site: number) => void
}

const COLUMNS = [
  { name: 'site', title: words.columns.site, about: '', width: '12rem', isIdentifier: true, canSort: false },
  { name: 'vendor', title: words.columns.vendor, about: '', width: '14rem', canSort: false },
  { name: 'elements', title: words.columns.elements, about: '', width: '7rem', isNumber: true, canSort: false },
  { name: 'latitude', title: words.columns.latitude, about: '', width: '8rem', isNumber: true, canSort: false },
  { name: 'longitude', title: words.columns.longitude, about: '', width: '8rem', isNumber: true, canSort: false },
]
const doNothing = (): void => undefined

function SitesTable({ sites, shown, chosen, onChoose }: SitesTableProps) {
  const rowAt = (row: number): readonly string[] => {
    const site = shown[row]!
    return [
      sites.site[site] ?? '',
      sayVendor(sites, site),
      formatNumber(sites.elements[site] ?? 0),
      String(sites.latitude[site] ?? ''),
      String(sites.longitude[site] ?? ''),
    ]
  }
  const openRow = shown.indexOf(chosen)
  return (
    <Grid
      label={words.name}
      columns={COLUMNS}
      rowCount={shown.length}
      rowAt={rowAt}
      openRow={openRow < 0 ? undefined : openRow}
      onOpen={(row) => onChoose(shown[row]!)}
      onView={doNothing}
      rowsKey={String(shown.length)}
    />
  )
}
