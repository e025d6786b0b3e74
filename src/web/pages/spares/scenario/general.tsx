// What is reckoned and asked: the days, the target, money, rates of exchange, the simulation.

import { useState } from 'react'
import { parseDay } from '#base/calendar.ts'
import type { Scenario } from '#model/scenario.ts'
import { Button, IconButton } from '../../../parts/button.tsx'
import { Select, TextField } from '../../../parts/field.tsx'
import { spares } from '../../../words/en/spares.ts'
import { setInText, type TextPath } from './scenario-text.ts'

const words = spares.editor

interface GeneralProps {
  readonly scenario: Scenario
  readonly text: string
  readonly onText: (text: string) => void
}

export function General({ scenario, text, onText }: GeneralProps) {
  const set = (path: TextPath, value: string | number | undefined): void => onText(setInText(text, path, value))
  const setNumber = (path: TextPath, typed: string, scale = 1): void => {
    if (typed === '') return set(path, undefined)
    const value = Number(typed)
    if (Number.isFinite(value)) set(path, Number((value * scale).toPrecision(12)))
  }
  const setDay = (path: TextPath, typed: string): void => {
    if (parseDay(typed) !== undefined) set(path, typed)
  }
  const { target = {} } = scenario
  const isHours = target.weightHoursLost !== undefined
  const rates = Object.entries(scenario.exchangeRates ?? {})
  return (
    <section className="card spares-section">
      <h3>{words.general}</h3>
      <div className="scenario-fields">
        <TextField
          label={words.from}
          type="date"
          value={scenario.from ?? ''}
          onChange={(event) => setDay(['from'], event.target.value)}
        />
        <TextField
          label={words.until}
          type="date"
          value={scenario.until ?? ''}
          onChange={(event) => setDay(['until'], event.target.value)}
        />
        {isHours ? (
          <TextField
            label={words.hours}
            type="number"
            min={0}
            value={target.weightHoursLost ?? ''}
            onChange={(event) => setNumber(['target', 'weightHoursLost'], event.target.value)}
          />
        ) : (
          <TextField
            label={words.survival}
            type="number"
            min={0}
            max={100}
            step={0.1}
            value={target.survival === undefined ? '' : Number((target.survival * 100).toPrecision(12))}
            onChange={(event) => setNumber(['target', 'survival'], event.target.value, 0.01)}
          />
        )}
        <Select
          label={words.per}
          value={target.per ?? ''}
          onChange={(event) => set(['target', 'per'], event.target.value === '' ? undefined : event.target.value)}
          options={[
            { value: '', label: '–' },
            ...(['part', 'vendor', 'network'] as const).map((one) => ({ value: one, label: spares.perWords[one] })),
          ]}
        />
        <TextField
          label={words.budget}
          type="number"
          min={0}
          value={scenario.budget ?? ''}
          onChange={(event) => setNumber(['budget'], event.target.value)}
        />
        <TextField
          label={words.seed}
          type="number"
          min={0}
          value={scenario.seed ?? ''}
          onChange={(event) => setNumber(['seed'], event.target.value)}
        />
        <TextField
          label={words.replications}
          type="number"
          min={256}
          step={256}
          value={scenario.replications ?? ''}
          onChange={(event) => setNumber(['replications'], event.target.value)}
        />
      </div>
      <h4 className="small">{words.rates}</h4>
      {rates.map(([currency, rate]) => (
        <div key={currency} className="rate-row">
          <b>{currency}</b>
          <TextField
            label={words.rate}
            type="number"
            min={0}
            step="any"
            value={rate.rate ?? ''}
            onChange={(event) => setNumber(['exchangeRates', currency, 'rate'], event.target.value)}
          />
          <TextField
            label={words.on}
            type="date"
            value={rate.on ?? ''}
            onChange={(event) => setDay(['exchangeRates', currency, 'on'], event.target.value)}
          />
          <TextField
            label={words.source}
            value={rate.source ?? ''}
            onChange={(event) =>
              set(['exchangeRates', currency, 'source'], event.target.value === '' ? undefined : event.target.value)
            }
          />
          <IconButton
            icon="close"
            label={`${words.remove} ${currency}`}
            onClick={() => set(rates.length === 1 ? ['exchangeRates'] : ['exchangeRates', currency], undefined)}
          />
        </div>
      ))}
      <NewRate
        taken={rates.map(([currency]) => currency)}
        onAdd={(currency) => {
          const once = setInText(text, ['exchangeRates', currency, 'rate'], 1)
          onText(setInText(once, ['exchangeRates', currency, 'on'], scenario.from ?? scenario.until))
        }}
      />
    </section>
  )
}

function NewRate({ taken, onAdd }: { readonly taken: readonly string[]; readonly onAdd: (currency: string) => void }) {
  const [currency, setCurrency] = useState('')
  const isCurrency = /^[A-Z]{3}$/.test(currency) && !taken.includes(currency)
  return (
    <div className="rate-row">
      <TextField
        label={words.currency}
        placeholder="USD"
        maxLength={3}
        value={currency}
        onChange={(event) => setCurrency(event.target.value.toUpperCase())}
      />
      <Button
        icon="plus"
        disabled={!isCurrency}
        onClick={() => {
          onAdd(currency)
          setCurrency('')
        }}
      >
        {words.addRate}
      </Button>
    </div>
  )
}
