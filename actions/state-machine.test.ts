import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { describeOnEachStore } from '../store/test-db.ts'
import { afterEvent, proposalStates, stateDiagram, transitions } from './state-machine.ts'

const page = () =>
  [
    '# States of a proposal',
    '',
    'Written by `npx vitest run actions/state-machine.test.ts -u` from `actions/state-machine.ts`; a',
    'test fails when they differ. What each word means stands in [the gate](gate.md).',
    '',
    '```mermaid',
    stateDiagram(),
    '```',
    '',
  ].join('\n')

test('the page shows the diagram of the code', async () => {
  await expect(page()).toMatchFileSnapshot('../docs/proposal-states.md')
})

test('every state is reached from pending, and what has ended stays', () => {
  const reached = new Set<string>(['pending'])
  for (let round = 0; round < proposalStates.length; round += 1) {
    for (const { from, to } of transitions) if (reached.has(from)) reached.add(to)
  }
  expect([...reached].sort()).toEqual([...proposalStates].sort())
  for (const end of ['rejected', 'expired', 'withdrawn', 'failed', 'stale'] as const) {
    expect(transitions.filter(({ from }) => from === (end as string))).toEqual([])
  }
  expect(afterEvent('approved', 'expire')).toEqual([])
})

describeOnEachStore('the database', (open) => {
  test('knows exactly the transitions of the diagram', async () => {
    const db = await open()
    const known = await db.tx('read', (tx) =>
      tx.rows(
        sql`select event, from_status as "from", to_status as "to" from jidoka_transitions()`,
      ),
    )
    const byName = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b))
    expect(known.sort(byName)).toEqual([...transitions].sort(byName))
  })
})
