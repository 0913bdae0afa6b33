/**
 * The life of a proposal, said once: types, the diagram in docs/proposal-states.md and the model of
 * the tests follow from this table, and the database refuses every other transition
 * (`jidoka_transitions`, compared by a test).
 */
export const proposalStates = [
  'pending',
  'approved',
  'executing',
  'done',
  'failed',
  'stale',
  'rejected',
  'expired',
  'withdrawn',
  'unknown',
  'compensated',
] as const
export type ProposalStatus = (typeof proposalStates)[number]

export type Transition = { event: string; from: ProposalStatus; to: ProposalStatus }

/** `executing`, `unknown` and `compensated` are for effects outside of this store. */
export const transitions = [
  { event: 'edit', from: 'pending', to: 'pending' },
  { event: 'rejudge', from: 'pending', to: 'pending' },
  { event: 'claim', from: 'pending', to: 'pending' },
  { event: 'escalate', from: 'pending', to: 'pending' },
  { event: 'approve', from: 'pending', to: 'pending' },
  { event: 'approve', from: 'pending', to: 'approved' },
  { event: 'reject', from: 'pending', to: 'rejected' },
  { event: 'withdraw', from: 'pending', to: 'withdrawn' },
  { event: 'expire', from: 'pending', to: 'expired' },
  { event: 'withdraw', from: 'approved', to: 'withdrawn' },
  { event: 'begin', from: 'approved', to: 'approved' },
  { event: 'finish', from: 'approved', to: 'done' },
  { event: 'break', from: 'approved', to: 'failed' },
  { event: 'outdate', from: 'approved', to: 'stale' },
  { event: 'send', from: 'approved', to: 'executing' },
  { event: 'finish', from: 'executing', to: 'done' },
  { event: 'break', from: 'executing', to: 'failed' },
  { event: 'lose', from: 'executing', to: 'unknown' },
  { event: 'settle', from: 'unknown', to: 'done' },
  { event: 'settle', from: 'unknown', to: 'failed' },
  { event: 'compensate', from: 'done', to: 'compensated' },
] as const satisfies readonly Transition[]
export type ProposalEvent = (typeof transitions)[number]['event']

/** Where an event may lead from a state; empty where it cannot happen. */
export const afterEvent = (from: ProposalStatus, event: ProposalEvent): ProposalStatus[] =>
  transitions.filter((one) => one.from === from && one.event === event).map(({ to }) => to)

/** @throws RangeError for a word that is no state: the store is of another version. */
export function proposalStatus(text: string): ProposalStatus {
  const known = proposalStates.find((state) => state === text)
  if (known === undefined) throw new RangeError(`${text} is no state of a proposal`)
  return known
}

/** The table as a Mermaid state diagram; events between the same states share an arrow. */
export function stateDiagram(): string {
  const arrows = new Map<string, string[]>([['[*] --> pending', ['propose']]])
  for (const { event, from, to } of transitions) {
    const arrow = `${from} --> ${to}`
    arrows.set(arrow, [...(arrows.get(arrow) ?? []), event])
  }
  const ends = proposalStates.filter((state) => !transitions.some(({ from }) => from === state))
  return [
    'stateDiagram-v2',
    ...[...arrows].map(([arrow, events]) => `  ${arrow}: ${events.join(', ')}`),
    ...ends.map((state) => `  ${state} --> [*]`),
  ].join('\n')
}
