/** A machine whose tickets go to another system: proposals, approvals and rounds of delivery. */
import {
  type DeliverDeps,
  decide,
  deliverDue,
  executeReady,
  getDelivery,
  getProposal,
  type ProposalView,
} from '../../actions/index.ts'
import { person } from '../../actions/test-gate.ts'
import { randomId } from '../../base/ports.ts'
import { plantNow } from '../../factory/test-plant.ts'
import {
  type ConnectorGiven,
  connectorOf,
  type Resolve,
  routesOf,
  send,
} from '../../server/test-connectors.ts'
import { type Db, schema } from '../../store/index.ts'
import { catalog, effects, runTool, type ToolContext } from '../../tools/index.ts'

async function openSite(db: Db, siteId: string) {
  const names = { nameZh: '1号机', nameEn: 'Machine 1' }
  await db.tx('ingest', async (tx) => {
    await tx.orm.insert(schema.site).values({ siteId, ...names, zone: 'Asia/Shanghai' })
    const machine = { siteId, id: `${siteId}-M1`, level: 'machine' as const, ...names }
    await tx.orm.insert(schema.equipment).values(machine)
  })
  const [operator, supervisor] = (['operator', 'supervisor'] as const).map((role) =>
    person(`${role}@${siteId}`, role, siteId),
  )
  if (!operator || !supervisor) throw new Error('two people')
  await db.tx('app', (tx) =>
    tx.orm.insert(schema.userRole).values([
      { siteId, userId: operator.userId, role: 'operator' },
      { siteId, userId: supervisor.userId, role: 'supervisor' },
    ]),
  )
  const by = (principal: typeof operator) => ({ principal, channel: 'web' })
  return { operator: by(operator), supervisor: by(supervisor) }
}

let plants = 0

export async function connectedPlant(db: Db, given: ConnectorGiven, resolve?: Resolve) {
  plants += 1
  const siteId = `plant${plants}`
  const { operator, supervisor } = await openSite(db, siteId)
  const connector = connectorOf({ ...given, name: `to-${siteId}`, sites: [siteId] })
  let now = plantNow
  const clock = () => now
  const routeOf = routesOf([connector])
  const look = async (id: string): Promise<ProposalView> => {
    const view = await getProposal(db, operator.principal, siteId, id)
    if (view === null) throw new Error(`no proposal ${id}`)
    return view
  }
  const deliver = (changes: Partial<DeliverDeps> = {}) =>
    deliverDue({
      ...{ db, clock, effects, connectors: [connector.name], random: () => 0 },
      send: (outgoing, signal) =>
        send({ connectors: [connector], clock, ...(resolve ? { resolve } : {}) }, outgoing, signal),
      signal: new AbortController().signal,
      ...changes,
    })
  const file = async (title: string): Promise<ProposalView> => {
    const tool = catalog.find(({ name }) => name === 'open_maintenance_ticket')
    if (tool === undefined) throw new Error('no tool')
    const ctx: ToolContext = {
      ...{ db, ...operator, clock, routeOf, newId: randomId, baseUrl: 'http://plant.test' },
      ...{ language: 'en', signal: new AbortController().signal },
      ...{ idempotencyKey: title, tainted: false },
    }
    const args = { equipment: `${siteId}-M1`, title }
    const { proposal } = await runTool(tool, ctx, args)
    return look(proposal?.action_id ?? '')
  }
  const approve = async ({ siteId, id, version, argsSha256 }: ProposalView) => {
    const shown = { siteId, id, version, argsSha256, verdict: 'approve' as const }
    return (await decide({ db, clock }, supervisor, shown)).outcome
  }
  const execute = () => executeReady({ db, clock, effects, routeOf })
  return {
    ...{ connector, clock, operator, supervisor, deliver, file, approve, execute },
    wait: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000)
    },
    /** Asks, approves and hands over. */
    send: async (title: string): Promise<ProposalView> => {
      const filed = await file(title)
      await approve(filed)
      await execute()
      return filed
    },
    /** Rounds of delivery, each after the longest wait there is. */
    rounds: async (count: number) => {
      for (let round = 0; round < count; round += 1) {
        await deliver()
        now = new Date(now.getTime() + 11 * 60_000)
      }
    },
    state: async ({ siteId, id }: ProposalView) => {
      const { status, result } = await look(id)
      const sent = await getDelivery(db, supervisor.principal, { siteId, id })
      return { status, result, delivery: sent?.status, attempts: sent?.attempts, why: sent?.why }
    },
  }
}
