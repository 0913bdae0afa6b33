import { alertRuleKind } from './alert-rule.ts'
import { documentKind } from './document.ts'
import { lotKind } from './lot.ts'
import { parameterKind } from './parameter.ts'
import { purchaseKind } from './purchase.ts'
import { termKind } from './term.ts'
import { ticketKind } from './ticket.ts'

export type { Asked } from './change.ts'
export { withHistory } from './parameter-history.ts'
export { cancelDraft } from './ticket.ts'

export const changeKinds = {
  ticket: ticketKind,
  lot: lotKind,
  parameter: parameterKind,
  purchase: purchaseKind,
  alert_rule: alertRuleKind,
  document: documentKind,
  term: termKind,
}
