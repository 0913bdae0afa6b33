import type { Intent } from '../reading.ts'

/** What questions ask for: the tool that answers them, or `none` where no data tell. */
export const kinds = [
  ...([
    'query_kpi',
    'explain_kpi',
    'list_metrics',
    'read_machine_state',
    'find_equipment',
  ] as const),
  ...(['search_knowledge', 'list_tickets', 'list_orders', 'open_maintenance_ticket'] as const),
  ...(['propose_schedule', 'propose_change', 'none'] as const),
] as const
export type Kind = (typeof kinds)[number]

/**
 * What a reading looks up or files, where it can be judged by questions of other plants. What papers tell
 * differs from plant to plant, and the search says whether they tell it; why a figure moved is asked by one
 * word, which weighs little among the others; of what is left out beside these there are too few examples.
 */
export const kindsOf: Partial<Record<Intent, Kind[]>> = {
  kpi: ['query_kpi'],
  cause: ['read_machine_state', 'query_kpi', 'explain_kpi', 'search_knowledge'],
  state: ['read_machine_state', 'query_kpi'],
  tickets: ['list_tickets'],
  orders: ['list_orders'],
  schedule: ['propose_schedule'],
  open_ticket: ['open_maintenance_ticket'],
}
