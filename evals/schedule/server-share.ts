import { readPlantProblem, solvePlant } from '../../scheduling/index.ts'
import { openTestServer, trustingAuth } from '../../server/test-server.ts'
import { openTestDb } from '../../store/test-db.ts'
import { timesOf } from '../bench/kpi/measure.ts'

const requests = 250
const everyMs = 20

/**
 * What the 95th of a hundred requests takes while a plan is searched for, over what it takes before and
 * after. Requests come at a steady pace, so that a server that stands still is seen to.
 */
export async function serverShare(problem: unknown): Promise<number> {
  const db = await openTestDb()
  const server = await openTestServer({ db, auth: trustingAuth(db) })
  const ask = async () => {
    const began = performance.now()
    const reply = await server.app.request('/api/plan/suzhou', {
      headers: { 'x-person': 'supervisor@suzhou' },
    })
    await reply.text()
    if (reply.status !== 200) throw new Error(`the plan page answered ${reply.status}`)
    return performance.now() - began
  }
  const measure = async () => {
    const spent: Promise<number>[] = []
    for (let one = 0; one < requests; one += 1) {
      spent.push(ask())
      await new Promise((resolve) => setTimeout(resolve, everyMs))
    }
    return timesOf(await Promise.all(spent)).p95
  }
  try {
    await measure()
    const before = await measure()
    const controller = new AbortController()
    const solving = solvePlant(readPlantProblem(problem), {
      ...{ seconds: 120, signal: controller.signal },
    })
    const during = await measure()
    controller.abort()
    await solving
    const after = await measure()
    return (2 * during) / (before + after)
  } finally {
    await server.close()
  }
}
