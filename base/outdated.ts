import type { Localized } from './language.ts'

/** What the world must still be like when an approved action is executed. */
export type Precondition =
  | 'equipment_exists'
  | 'no_same_ticket'
  | 'schedule_current'
  | 'orders_open'
  | 'orders_unchanged'
  | 'operations_not_begun'
  | 'metric_newest'
  | 'target_newest'
  | 'metric_name_free'
  | 'policy_newest'
  | 'ticket_unchanged'
  | 'lot_unchanged'
  | 'parameter_unchanged'
  | 'material_exists'
  | 'alert_rule_newest'
  | 'connector_unchanged'
  | 'playbook_newest'
  | 'document_unchanged'
  | 'term_newest'
  | 'life_model_newest'

/** A precondition that no longer holds, in words; what it was and what it is, where that has a name. */
export type Outdated = Localized & {
  precondition: Precondition
  before: string | null
  after: string | null
}
