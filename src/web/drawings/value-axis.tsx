// The figures beside a drawing, and their lines across it.

interface ValueAxisProps {
  readonly top: number
  readonly height: number
  readonly most: number
  readonly ticks: readonly number[]
  readonly say: (tick: number) => string
}

export function ValueAxis({ top, height, most, ticks, say }: ValueAxisProps) {
  return (
    <g>
      {ticks.map((tick) => {
        const y = Math.round(top + height * (1 - tick / most)) + 0.5
        return (
          <g key={tick}>
            <line className="grid" x1="0" x2="100%" y1={y} y2={y} />
            <text className="tick value" x="-5" y={y + 3.5} textAnchor="end">
              {say(tick)}
            </text>
          </g>
        )
      })}
    </g>
  )
}
