/**
 * `npm run evals -- --suite channels [--questions 40] [--kills 10] [--seed 1] [--json]`
 *
 * Two servers of the product on a PostgreSQL server, which are killed in turn, and chat systems of
 * which a fifth of the connections breaks and more answers are wrong; people write meanwhile.
 */
import { parseArgs } from 'node:util'
import { openTestServerDb } from '../store/test-db.ts'
import { playChaos } from '../test/support/channel-chaos.ts'
import startTestServer from '../test/support/postgres-setup.ts'
import { report } from './report.ts'

const { values: options } = parseArgs({
  options: {
    questions: { type: 'string', default: '40' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const tell = (line: string) => process.stderr.write(`${line}\n`)

const stop = await startTestServer()
const db = await openTestServerDb()
const { details, ...chaos } = await playChaos({
  ...{ db, tell, seed: Number(options.seed) },
  ...{ questions: Number(options.questions), kills: Number(options.kills) },
  killed: 'and started again',
}).finally(async () => {
  await db.close()
  await stop?.()
})
for (const line of details.slice(0, 20)) tell(line)
const metrics = {
  ...{ asked: chaos.asked, lost: chaos.lost, doubled: chaos.doubled, broken: chaos.broken },
  ...{ out_of_order: chaos.outOfOrder, undecided: chaos.undecided },
  ...{ most_sockets: chaos.mostSockets, displaced: chaos.displaced },
}
const none = { op: '==', value: 0 } as const
report({
  ...{ name: 'channels', cases: chaos.asked, metrics },
  targets: {
    ...{ lost: none, doubled: none, out_of_order: none, undecided: none, displaced: none },
    most_sockets: { op: '<=', value: 1 },
  },
})
