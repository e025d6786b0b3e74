// A value and where it comes from: a row of the workspace, an assumption of the scenario, or a convention.

export interface Stated<Value> {
  readonly value: Value
  readonly source: Source
}

export interface Source {
  /** `row`: stated of this very part; `class`: assumed for its class; `convention`: taken where nothing is said. */
  readonly kind: 'row' | 'class' | 'usage' | 'convention'
  /** In words: `parts.csv line 12`, `class radio (SR-332 prediction)`. */
  readonly words: string
}
