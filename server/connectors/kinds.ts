export const connectorKinds = ['cmms', 'mes', 'generic'] as const
export type ConnectorKind = (typeof connectorKinds)[number]

export type KindOfReceiver = {
  /** Added to the configured address. */
  path: string
  /** Where an action can be looked up by its key; null: nowhere. */
  lookup: ((key: string) => string) | null
  /** A message with a known key is answered, not done again. */
  repeatable: boolean
}

/** What each kind promises; a receiver of which nothing is known promises nothing. */
export const kinds: Record<ConnectorKind, KindOfReceiver> = {
  cmms: {
    path: '/work-orders',
    lookup: (key) => `/work-orders/by-key/${encodeURIComponent(key)}`,
    repeatable: true,
  },
  mes: { path: '/commands', lookup: null, repeatable: true },
  generic: { path: '', lookup: null, repeatable: false },
}
