/** What is to be watched; a limit without a number is asked for. */
export type AlertReading = {
  kind: 'alert_rule'
  /** A sensor or a state, where it is no figure. */
  watched?: string
  comparison?: 'above' | 'below'
  value?: number
  /** For how long a state must last. */
  minutes?: number
}

export type PurchaseReading = {
  kind: 'purchase'
  quantity?: number
  unit?: string
  neededBy?: string
}

/** What a parameter of the machine that is named is to be; `a bit lower` is no value yet. */
export type SetPointReading = {
  kind: 'parameter'
  parameter?: string
  value?: number
  unit?: string
}

export type Disposition = 'released' | 'held' | 'rework' | 'scrapped'

/** A change that is asked for beside those of tickets; what it still lacks is absent. */
export type ChangeReading =
  | { kind: 'lot'; lot?: string; disposition: Disposition }
  | PurchaseReading
  | AlertReading
  | SetPointReading

/** What is supposed of an order or a person; the machines that are out stand in `keepFree`. */
export type Supposed = {
  kind: 'rush_order' | 'late_material' | 'quality_hold' | 'absent_operator'
  order?: string
  worker?: string
  until?: string
}
