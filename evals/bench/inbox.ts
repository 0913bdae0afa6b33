/**
 * `npm run bench -- inbox [--pending 10000] [--runs 60] [--json]`
 *
 * The inbox over HTTP on a PostgreSQL server, with so many proposals waiting: the first page, a page
 * from the middle, one proposal; how long until a live page hears of a change; how much a browser loads
 * before it shows the list, and when that answers on a processor that is four times slower.
 */
import { parseArgs } from 'node:util'
import { openTestPages } from '../../server/test-pages.ts'
import { password } from '../../server/test-server.ts'
import { openServerStore } from '../../store/index.ts'
import { postgresBinaries, startPostgresServer } from '../../test/support/postgres-server.ts'
import { report } from '../report.ts'
import { fileOne, fillInbox } from './inbox/fill.ts'
import { firstLoad } from './inbox/first-load.ts'
import { interactiveTimes } from './inbox/interactive.ts'
import { openStream } from './inbox/stream.ts'
import { interleaved, percentile, timesOf } from './kpi/measure.ts'

const { values: options } = parseArgs({
  options: {
    pending: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
  },
})
const pending = Number(options.pending)
const runs = Number(options.runs)
const liveRuns = 20
const slow = { runs: 10, slowdown: 4 }
const userId = 'supervisor@suzhou'
const tell = (line: string) => process.stderr.write(`${line}\n`)

type Server = Awaited<ReturnType<typeof openTestPages>>

async function readings(server: Server): Promise<Record<string, number[]>> {
  const cookie = await server.signIn(userId)
  const get = async (path: string) => {
    const reply = await server.app.request(path, { headers: { cookie } })
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }
  let after = ''
  for (let page = 0; page < 20; page++)
    after = (await get(`/api/proposals?after=${encodeURIComponent(after)}`)).next ?? ''
  const middle = `/api/proposals?after=${encodeURIComponent(after)}`
  const [{ siteId, id }] = (await get(middle)).items
  return interleaved(runs, {
    list: () => get('/api/proposals'),
    middle: () => get(middle),
    one: () => get(`/api/proposals/${siteId}/${id}`),
  })
}

/** From the moment that a proposal is asked for until an open page hears of it. */
async function livePage(server: Server): Promise<number[]> {
  const stream = await openStream(server)
  const spent: number[] = []
  for (let run = 0; run < liveRuns; run++) {
    const began = performance.now()
    const id = await fileOne(server.deps, `live ${run}`)
    await stream.until(`"id":"${id}"`)
    spent.push(performance.now() - began)
  }
  await stream.close()
  return spent
}

async function run() {
  const native = postgresBinaries()
  if (native === null) throw new Error('There are no server binaries for this platform.')
  const postgres = await startPostgresServer(native)
  const { db } = await openServerStore({ url: postgres.url })
  const server = await openTestPages({ db })
  try {
    tell(`${pending} proposals are filed …`)
    await fillInbox(db, pending)
    const read = await readings(server)
    const live = await livePage(server)
    return { read, live, answers: await interactiveTimes({ ...server, userId, password }, slow) }
  } finally {
    await server.close()
    await postgres.stop()
  }
}

const round = (value: number): number => Math.round(value * 10) / 10

const { read, live, answers } = await run()
const wall = answers.map(({ wallMs }) => wallMs)
const work = answers.map(({ workMs }) => workMs)
const metrics = {
  ...Object.fromEntries(
    Object.entries(read).flatMap(([name, spent]) => {
      const { p50, p95 } = timesOf(spent)
      return [
        [`${name}_p50_ms`, round(p50)],
        [`${name}_p95_ms`, round(p95)],
      ]
    }),
  ),
  live_p95_ms: round(percentile(live, 0.95)),
  interactive_slow_p50_ms: round(percentile(wall, 0.5)),
  interactive_slow_p95_ms: round(percentile(wall, 0.95)),
  interactive_slow_work_ms: round(percentile(work, 0.5)),
  first_load_kb: round(firstLoad() / 1000),
}
for (const [name, value] of Object.entries(metrics)) tell(`${name.padEnd(28)}${value}`)
report({
  name: 'inbox',
  cases: runs * Object.keys(read).length + liveRuns + slow.runs,
  metrics,
  targets: {
    list_p95_ms: { op: '<=', value: 100 },
    middle_p95_ms: { op: '<=', value: 100 },
    live_p95_ms: { op: '<=', value: 1000 },
    interactive_slow_p50_ms: { op: '<=', value: 1500 },
    first_load_kb: { op: '<=', value: 250 },
  },
})
