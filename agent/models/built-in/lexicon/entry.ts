export type EntryKind =
  | 'metric'
  | 'site'
  | 'equipment'
  | 'team'
  | 'shift'
  | 'product'
  | 'reason'
  | 'class'
  | 'supplier'
  | 'material'
  | 'tag'
  | 'failure_code'
  | 'parameter'

/** Something of the plant that a question can name. */
export type Entry = {
  kind: EntryKind
  id: string
  /** Null for what belongs to the whole group. */
  siteId: string | null
  zh: string
  en: string
  aliases: string[]
  /** Equipment only. */
  level?: 'area' | 'line' | 'cell' | 'machine'
  /** Line only: the area that it stands in. */
  areaId?: string
  /** Class only: its machines. */
  members?: string[]
  metric?: MetricFacts
  shift?: { startMinute: number; endMinute: number }
  zone?: string
  /** Tag and parameter only: whose it is. */
  on?: string
  /** Parameter only. */
  unit?: string
}

export type MetricFacts = {
  unit: string
  better: 'up' | 'down'
  dimensions: string[]
}
