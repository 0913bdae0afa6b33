import type { Localized } from '../../base/language.ts'

export type TagPlan = {
  key: string
  name: Localized
  unit: string
  /** Usual value while running, and its standard deviation. */
  usual: number
  spread: number
  low?: number
  high?: number
}

/** What people set, reported by the tag of that key; at its usual value now. */
export type SettingPlan = { key: string; lower: number; upper: number }

export type FailurePlan = { reasonId: string; name: Localized; modeId: string; component: string }

export type ClassPlan = {
  id: string
  name: Localized
  scrapRate: number
  runKw: number
  failures: readonly [FailurePlan, ...FailurePlan[]]
  /** The short stop that is typical of the class. */
  minorStop: { reasonId: string; name: Localized }
  tags: readonly TagPlan[]
  settings?: readonly SettingPlan[]
}

export type MachinePlan = {
  id: string
  classId: string
  name: Localized
  aliases: readonly string[]
  criticality: 'A' | 'B' | 'C'
}

export type LinePlan = {
  id: string
  areaId: string
  name: Localized
  aliases: readonly string[]
  /** Shifts for which a line keeps one product. */
  campaignShifts: number
  machines: readonly MachinePlan[]
}

export type ProductPlan = {
  id: string
  name: Localized
  family: string
  aliases: readonly string[]
  /** Run time relative to that of the operation. */
  pace: number
  /** Of one piece, CNY. */
  cost: number
}

/** Every machine belongs to exactly one operation. */
export type OperationPlan = {
  seq: number
  name: Localized
  machineIds: readonly string[]
  runS: number
  setupS: number
}

export type CharacteristicPlan = {
  key: string
  operationSeq: number
  name: Localized
  unit: string
  nominal: number
  tolerance: number
  spread: number
}

/** Tested to breaking on pieces of finished lots; only too little is wrong. */
export type StrengthPlan = {
  key: string
  name: Localized
  unit: string
  nominal: number
  lowerLimit: number
  spread: number
}

export type MaterialPlan = {
  id: string
  name: Localized
  unit: string
  perPiece: number
  supplierId: string
  stockDays: number
  /** Of one unit, CNY. */
  cost: number
}

export type SitePlan = {
  id: string
  /** Ids of the site's things begin with it. */
  prefix: string
  name: Localized
  aliases: readonly string[]
  areas: readonly { id: string; name: Localized }[]
  lines: readonly [LinePlan, ...LinePlan[]]
  /** The line whose output is finished goods; orders are reported there. */
  finalLineId: string
  products: readonly [ProductPlan, ...ProductPlan[]]
  operations: readonly [OperationPlan, ...OperationPlan[]]
  characteristic: CharacteristicPlan
  strength: StrengthPlan
  suppliers: readonly { id: string; name: Localized }[]
  materials: readonly [MaterialPlan, ...MaterialPlan[]]
  breakReasonId: 'meal-break' | 'cleaning'
  breakS: number
  openOrders: number
  /** Pieces of a usual order. */
  orderPieces: { from: number; to: number }
  oeeTarget: number
}
