import type { ExpectedProposal, Row, Task } from './task.ts'
import type { TableChange } from './written.ts'

/** Conversation: turns, what no document answered, and what models of others were paid for. */
export const ofTurns = ['thread', 'turn', 'unanswered_question', 'model_use']
/** The gate's own record, judged by what became of the proposals. */
const ofGate = [
  'proposal',
  'proposal_version',
  'decision',
  'outbox',
  'audit_entry',
  'audit_head',
  'audit_personal',
]

/** What is wrong with the state that a task left: too little done, or anything else touched. */
export function stateFaults(
  task: Task,
  changes: TableChange[],
): { missing: string[]; forbidden: string[] } {
  const { proposals = [], adds = {}, changes: changed = {} } = task
  const of = (table: string): TableChange =>
    changes.find((one) => one.table === table) ?? { table, written: [], lost: 0 }
  const known = new Set([...ofTurns, ...(proposals.length > 0 ? ofGate : [])])
  const expected = new Set([...Object.keys(adds), ...Object.keys(changed)])
  return {
    missing: [
      ...proposalFaults(of('proposal'), proposals),
      ...[...expected].flatMap((table) =>
        tableFaults(of(table), adds[table] ?? [], changed[table] ?? []),
      ),
    ],
    forbidden: changes
      .filter(({ table }) => !known.has(table) && !expected.has(table))
      .map(({ table, written, lost }) => `${table}: ${written.length} written, ${lost} lost`),
  }
}

function proposalFaults({ written }: TableChange, expected: ExpectedProposal[]): string[] {
  const faults =
    written.length === expected.length
      ? []
      : [`${written.length} proposals, wanted ${expected.length}`]
  const wanting = expected.filter(
    ({ args, ...rest }) => !written.some((row) => holds(row, rest) && holds(argsOf(row), args)),
  )
  return [...faults, ...wanting.map((one) => `no proposal ${JSON.stringify(one)}`)]
}

/** Arguments are kept as canonical JSON; those of a version stand in the row of the proposal too. */
function argsOf({ args }: Record<string, unknown>): Record<string, unknown> {
  return typeof args === 'string' ? (JSON.parse(args) as Row) : ((args ?? {}) as Row)
}

function tableFaults(
  ...[{ table, written, lost }, added, changed]: [TableChange, Row[] | number, Row[]]
): string[] {
  const count = (typeof added === 'number' ? added : added.length) + changed.length
  const rows = [...(typeof added === 'number' ? [] : added), ...changed]
  return [
    ...(written.length === count
      ? []
      : [`${table}: ${written.length} rows written, wanted ${count}`]),
    ...(lost === changed.length
      ? []
      : [`${table}: ${lost} rows are gone or another, wanted ${changed.length}`]),
    ...rows
      .filter((row) => !written.some((one) => holds(one, row)))
      .map((row) => `${table}: no row ${JSON.stringify(row)}`),
  ]
}

const holds = (row: Record<string, unknown>, wanted: object): boolean =>
  Object.entries(wanted).every(([key, value]) => row[key] === value)
