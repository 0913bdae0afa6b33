import { Hono } from 'hono'
import { z } from 'zod'
import type { Requester } from '../../actions/index.ts'
import {
  besideBaseline,
  driftNow,
  type LifeModelView,
  listLifeModels,
} from '../../factory/index.ts'
import type { Tx } from '../../store/index.ts'
import { parseInput, proposeLifeModel, proposeLifeRollBack } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type { LifeModelCard, LifeModelPage } from './life-contract.ts'
import { requirePerson, type SignedIn } from './session.ts'

const text = z.string().trim().min(1).max(200)
const asked = { reason: z.string().trim().min(3).max(1000), requestKey: z.string().min(8).max(100) }
const deploying = {
  name: 'the deployment of a model',
  input: z.strictObject({ id: text, ...asked }),
}
const rollingBack = {
  name: 'the way back to another model',
  input: z.strictObject({ siteId: text, classId: text, ...asked }),
}
const query = { name: 'the models', input: z.strictObject({ site: text }) }

/** Models of remaining life: what there is, and asking to tell by another. */
export function lifeModelRoutes(deps: ServerDeps): Hono<SignedIn> {
  const requester = (principal: Requester['principal'], idempotencyKey: string): Requester => ({
    ...{ principal, channel: 'web', tainted: false, idempotencyKey },
  })
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/', async (c) => {
      const { site } = parseInput(query, c.req.query())
      const { principal } = c.get('person')
      const items = await deps.db.tx('read', (tx) => cardsOf(tx, site, deps.clock()), {
        ...{ principal, signal: c.req.raw.signal },
      })
      return c.json({ items } satisfies LifeModelPage)
    })
    .post('/deploy', async (c) => {
      const { requestKey, ...given } = parseInput(deploying, await jsonBody(c))
      const by = requester(c.get('person').principal, requestKey)
      const filed = await proposeLifeModel(deps, by, given)
      deps.wakes.wake()
      return c.json(filed, 201)
    })
    .post('/roll-back', async (c) => {
      const { requestKey, siteId, classId, reason } = parseInput(rollingBack, await jsonBody(c))
      const by = requester(c.get('person').principal, requestKey)
      const filed = await proposeLifeRollBack(deps, by, { site: siteId, class: classId, reason })
      deps.wakes.wake()
      return c.json(filed, 201)
    })
}

async function cardsOf(tx: Tx, siteId: string, now: Date): Promise<LifeModelCard[]> {
  const cards: LifeModelCard[] = []
  for (const view of await listLifeModels(tx, siteId)) {
    const drift = view.state === 'deployed' ? await driftNow(tx, view, now) : null
    cards.push({ ...cardOf(view), drift })
  }
  return cards
}

function cardOf(view: LifeModelView): Omit<LifeModelCard, 'drift'> {
  const { baseline: name, ...beside } = besideBaseline(view.report)
  return {
    ...{ ...view, sensors: view.sensors.length, baseline: { name, ...beside } },
    ...{ dataFrom: view.dataFrom.toISOString(), dataTo: view.dataTo.toISOString() },
    trainedAt: view.trainedAt.toISOString(),
    deployedAt: view.deployedAt?.toISOString() ?? null,
  }
}
