import { changesIn, ticketsIn } from '../acts/ticket-demands.ts'
import { acts, wishesIn } from '../acts/wishes.ts'
import { parse } from '../parse.ts'
import { type Intent, isDoubted, type Reading } from '../reading.ts'
import { afterReport } from '../subjects/after-report.ts'
import { overviewOf } from '../subjects/overview.ts'
import { recordLists } from '../thread/asks-anew.ts'
import { clausesOf } from '../typed/clauses.ts'
import type { ParseContext } from '../typed/look-at.ts'
import { figuresOf } from './figures-of.ts'
import { grouped } from './grouped.ts'
import { withSharedPlace, withSharedTime } from './shared.ts'

/** More would not fit into the tool calls of one turn. */
const mostQuestions = 4

/** What one message asks: one question, or several where each of its clauses asks anew. */
export function questionsOf(said: string, context: ParseContext): Reading[] {
  const whole = parse(said, context)
  const reported = afterReport(said, whole, context)
  if (reported !== null) return [reported]
  const overview = overviewOf(whole, said, context)
  if (overview !== null) return overview
  const wishes = acts.has(whole.intent) ? wishesIn(said, whole, context) : null
  if (wishes !== null) return wishes
  if (whole.intent === 'open_ticket') return ticketsIn(said, whole, context)
  if (whole.intent === 'change_ticket') return changesIn(said, whole, context)
  if (whole.intent === 'health' && isAllOfHealth(said, context)) return [whole]
  const clauses = isHeardWhole(whole, said, context)
    ? []
    : clausesOf(said).flatMap((clause) => figuresOf(clause, context))
  if (clauses.length < 2 || isOneAct(whole, clauses[0] ?? '', context)) return [whole]
  const groups = grouped(clauses, context)
  if (groups.length < 2 || groups.length > mostQuestions) return [whole]
  const { previous: _, ...fresh } = context
  const tail = parse(clauses.at(-1) ?? '', fresh)
  return withSharedTime(withSharedPlace(groups, tail), said)
}

/** `净重一直往上飘 还有几天碰到上限`: its clauses ask for nothing but how machines are. */
function isAllOfHealth(said: string, { previous: _, ...fresh }: ParseContext): boolean {
  const kinds = clausesOf(said).map((clause) => parse(clause, fresh))
  return kinds.every(({ intent, metrics }) => ofMachines.has(intent) && metrics.length === 0)
}
const ofMachines = new Set(['health', 'state', 'cause', 'equipment', 'outside', 'search', 'howto'])

/** A schedule is told with what it must keep to; it may follow a question about what there is. */
function isOneAct(
  { intent, keepFree, supposed }: Reading,
  first: string,
  context: ParseContext,
): boolean {
  return (
    intent === 'schedule' &&
    (keepFree !== undefined ||
      supposed !== undefined ||
      !recordLists.has(parse(first, context).intent))
  )
}
const heardWhole = new Set([
  'open_ticket',
  'change_ticket',
  'change',
  'action_status',
  'help',
  'what_if',
  'late_order',
  'stock',
  'lots',
  'settings',
])

/** `which orders will be late, and is there enough solder paste`: each asks for something of its own. */
function isHeardWhole({ intent }: Reading, said: string, { previous: _, ...fresh }: ParseContext) {
  if (!heardWhole.has(intent)) return false
  if (!ofLists.has(intent)) return true
  const [first, ...more] = clausesOf(said).map((clause) => parse(clause, fresh))
  const isClear = (one: Reading) => !isDoubted(one) && told.has(one.intent)
  return !(
    first !== undefined &&
    more.length > 0 &&
    [first, ...more].every(isClear) &&
    more.some((one) => subjectOf(one) !== subjectOf(first))
  )
}
/** `库存悬不悬,周末前会不会见底` asks one thing twice. */
const subjectOf = ({ intent, metrics }: Reading): Intent =>
  metrics.length > 0 && metrics.every((id) => id.startsWith('stock')) ? 'stock' : intent
const ofLists = new Set(['stock', 'lots'])
const told = new Set(['stock', 'lots', 'orders', 'tickets', 'kpi', 'state', 'health'])
