/**
 * An approved action reaches another system once, whatever happens on the way, and nothing else ever
 * does. `evals/gate.ts` kills 20 times at each boundary.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import {
  listStuckDeliveries,
  retryDelivery,
  settleDelivery,
  verifyAudit,
  waitMs,
} from '../actions/index.ts'
import { seedGate } from '../actions/test-gate.ts'
import { isAllowedAddress, secret, signatureOf } from '../server/test-connectors.ts'
import { type Db, openFolderStore } from '../store/index.ts'
import { describeOnSharedStore, fillTestFolder, openTestServerDb } from '../store/test-db.ts'
import { connectedPlant } from './support/connected-plant.ts'
import { deliveryBoundaries, killWhileDelivering } from './support/delivery-kills.ts'
import { type Fault, type ReceiverKind, startReceiver } from './support/receivers.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const receiving = async (kind: ReceiverKind) => {
  const receiver = await startReceiver(kind)
  closers.push(receiver.close)
  return receiver
}

describeOnSharedStore('a connector', (store) => {
  const ticketsOf = (siteId: string) =>
    store().tx('read', (tx) => tx.rows(sql`select id from ticket where site_id = ${siteId}`))

  /** Only where an answer never comes is the wait for it short. */
  const connected = async (kind: ReceiverKind, faults: Fault[] = []) => {
    const receiver = await receiving(kind)
    receiver.breakNext(...faults)
    const endless = faults.some((fault) => /hang|drip/.test(fault))
    const given = { kind, url: receiver.url, timeoutMs: endless ? 500 : 30_000 }
    return { receiver, plant: await connectedPlant(store(), given) }
  }

  test('gets what was approved, signed, once, and is named on the card', async () => {
    const { receiver, plant } = await connected('cmms')
    const view = await plant.send('Noise')
    expect(view.connector).toBe(plant.connector.name)
    expect(await plant.state(view)).toMatchObject({ status: 'executing', delivery: 'ready' })
    expect(await ticketsOf(view.siteId)).toEqual([])
    await plant.rounds(3)
    expect(receiver.done).toEqual([
      {
        ...{ key: view.id, site: view.siteId, effect: view.tool, args: view.args },
        ...{ requestedBy: view.requestedBy, approvedBy: [plant.supervisor.principal.userId] },
        approvedAt: expect.any(String),
      },
    ])
    expect(receiver.requests).toEqual([{ method: 'POST', path: '/api/work-orders', signed: true }])
    expect(await plant.state(view)).toMatchObject({
      ...{ status: 'done', delivery: 'delivered', result: { reference: 'cmms-1' } },
    })
    expect(await ticketsOf(view.siteId)).toHaveLength(1)
  })

  test('never gets what nobody approved, or what was for this system only', async () => {
    const { receiver, plant } = await connected('cmms')
    await plant.file('waits')
    const rejected = await plant.file('withdrawn')
    await store().tx(
      'decide',
      (tx) =>
        tx.rows(
          sql`select jidoka_withdraw(${rejected.siteId}, ${rejected.id}, null, 'web', now())`,
        ),
      { principal: plant.operator.principal },
    )
    await plant.execute()
    await plant.rounds(2)
    expect(receiver.requests).toEqual([])
    const other = await connectedPlant(store(), { ...plant.connector, effects: ['dispose_lot'] })
    const kept = await other.file('kept here')
    expect(kept.connector).toBeNull()
    Object.assign(other.connector, { effects: ['open_maintenance_ticket'] })
    await other.approve(kept)
    await other.execute()
    await other.rounds(2)
    expect(await other.state(kept)).toMatchObject({
      ...{ status: 'stale', result: { precondition: 'connector_unchanged' } },
    })
    expect(receiver.requests).toEqual([])
  })

  const passing: [ReceiverKind, Fault[]][] = [
    ['cmms', ['error_before', 'error_after', 'lost_reply']],
    ['cmms', ['hang_after', 'huge', 'redirect']],
    ['mes', ['error_before', 'error_after', 'lost_reply']],
    ['mes', ['hang_after', 'drip', 'hang_before']],
  ]
  test.each(passing)('of kind %s does it once, after %j', async (kind, faults) => {
    const { receiver, plant } = await connected(kind, faults)
    const view = await plant.send('Noise')
    await plant.rounds(7)
    expect(receiver.done.map(({ key }) => key)).toEqual([view.id])
    expect((await plant.state(view)).status).toBe('done')
    expect(await ticketsOf(view.siteId)).toHaveLength(1)
    expect((await verifyAudit(store())).ok).toBe(true)
  })

  test('two processes at once send it once', async () => {
    const { receiver, plant } = await connected('generic')
    const view = await plant.send('Noise')
    await Promise.all([plant.deliver(), plant.deliver(), plant.deliver()])
    expect(receiver.requests).toHaveLength(1)
    expect((await plant.state(view)).status).toBe('done')
  })

  test.each<Fault>(['lost_reply', 'error_after', 'hang_after', 'redirect', 'huge'])(
    'that promises nothing is not asked twice after %s: a person settles it',
    async (fault) => {
      const { receiver, plant } = await connected('generic', [fault])
      const view = await plant.send('Noise')
      await plant.rounds(3)
      expect(receiver.requests).toHaveLength(1)
      expect(await plant.state(view)).toMatchObject({ status: 'unknown', delivery: 'unknown' })
      const deps = { db: store(), clock: plant.clock }
      const again = await retryDelivery(deps, plant.supervisor, view)
      expect(again.outcome).toBe('cannot_repeat')
      const settled = { siteId: view.siteId, id: view.id, verdict: 'done' as const }
      const by = (actor: typeof plant.operator, reason: string) =>
        settleDelivery(deps, actor, { ...settled, reason }).then(({ outcome }) => outcome)
      expect(await by(plant.operator, 'I saw it')).toBe('not_an_approver')
      expect(await by(plant.supervisor, ' ')).toBe('reason_missing')
      expect(await by(plant.supervisor, 'It stands in their list')).toBe('settled')
      expect(await by(plant.supervisor, 'again')).toBe('not_stuck')
      await plant.rounds(1)
      expect(await plant.state(view)).toMatchObject({ status: 'done', delivery: 'delivered' })
      expect(await ticketsOf(view.siteId)).toHaveLength(1)
      expect(receiver.requests).toHaveLength(1)
    },
  )

  test('that says no ends it as failed, and nothing is written here', async () => {
    const { receiver, plant } = await connected('cmms')
    receiver.breakNext('refuse')
    const view = await plant.send('Noise')
    await plant.rounds(2)
    expect(await plant.state(view)).toMatchObject({
      ...{ status: 'failed', result: { message: 'it answers 422: no such asset' } },
    })
    expect(await ticketsOf(view.siteId)).toEqual([])
    expect(receiver.requests).toHaveLength(1)
  })

  test('that is away leaves a dead letter after eight tries, which a person sends again', async () => {
    const { receiver, plant } = await connected('mes')
    await receiver.close()
    closers.pop()
    const view = await plant.send('Noise')
    await plant.rounds(9)
    expect(await plant.state(view)).toMatchObject({
      ...{ status: 'executing', delivery: 'dead', attempts: 8 },
      why: 'the connection failed (ECONNREFUSED)',
    })
    const stuck = await listStuckDeliveries(store(), plant.supervisor.principal)
    expect(stuck).toMatchObject([{ id: view.id, canRepeat: true }])
    const back = await receiving('mes')
    Object.assign(plant.connector, { url: back.url })
    const deps = { db: store(), clock: plant.clock }
    expect((await retryDelivery(deps, plant.operator, view)).outcome).toBe('not_an_approver')
    expect((await retryDelivery(deps, plant.supervisor, view)).outcome).toBe('queued')
    await plant.rounds(1)
    expect(back.done).toHaveLength(1)
    expect((await plant.state(view)).status).toBe('done')
  })

  test('waits longer after each try', async () => {
    const { receiver, plant } = await connected('mes')
    receiver.breakNext('error_before', 'error_before')
    await plant.send('Noise')
    expect(await plant.deliver()).toBe(1)
    plant.wait(1)
    expect(await plant.deliver()).toBe(0)
    plant.wait(1)
    expect(await plant.deliver()).toBe(1)
    plant.wait(3)
    expect(await plant.deliver()).toBe(0)
    plant.wait(1)
    expect(await plant.deliver()).toBe(1)
    expect([waitMs(1, 0), waitMs(2, 1), waitMs(20, 0)]).toEqual([2_000, 2_000, 600_000])
  })

  test.each([
    ['a name that means loopback', 'http://cmms.plant.example', ['127.0.0.1'], false],
    ['a name that means both', 'http://cmms.plant.example', ['8.8.8.8', '10.0.0.9'], false],
    ['a name that means the metadata service', 'http://m.example', ['169.254.169.254'], true],
    ['loopback by number', 'http://127.0.0.1', [], false],
    ['loopback in other clothes', 'http://[::ffff:127.0.0.1]', [], false],
    ['loopback as one number', 'http://2130706433', [], false],
  ])('is not reached by %s', async (_, host, addresses, allowPrivate) => {
    const receiver = await receiving('cmms')
    const plant = await connectedPlant(
      store(),
      { kind: 'cmms', url: `${host}:${receiver.port}/api`, allowPrivate },
      async () => addresses,
    )
    const view = await plant.send('Noise')
    await plant.deliver()
    expect(receiver.requests).toEqual([])
    expect(await plant.state(view)).toMatchObject({
      ...{ status: 'executing', delivery: 'ready' },
      why: expect.stringContaining('is no address that may be reached from here'),
    })
  })

  test('is reached at the address that was judged, whatever its name means by then', async () => {
    const receiver = await receiving('cmms')
    const answers = [['127.0.0.1'], ['169.254.169.254']]
    const plant = await connectedPlant(
      store(),
      { kind: 'cmms', url: `http://cmms.plant.example:${receiver.port}/api` },
      async () => answers.shift() ?? [],
    )
    const view = await plant.send('Noise')
    await plant.rounds(1)
    expect((await plant.state(view)).status).toBe('done')
    expect(answers).toEqual([['169.254.169.254']])
  })

  test('says its secret to nobody', async () => {
    const { receiver, plant } = await connected('cmms')
    receiver.breakNext('error_before')
    const view = await plant.send('Noise')
    await plant.rounds(1)
    const seen = JSON.stringify([await plant.state(view), plant.connector])
    expect(seen).not.toContain('a secret between')
  })
})

test.each([
  ['8.8.8.8', true, true],
  ['2606:4700::1', true, true],
  ['10.1.2.3', false, true],
  ['172.31.0.1', false, true],
  ['192.168.1.1', false, true],
  ['100.64.0.1', false, true],
  ['fd00::1', false, true],
  ['::1', false, true],
  ['::ffff:10.0.0.1', false, true],
  ['::ffff:7f00:1', false, true],
  ['169.254.169.254', false, false],
  ['::ffff:a9fe:a9fe', false, false],
  ['fe80::1%eth0', false, false],
  ['0.0.0.0', false, false],
  ['::', false, false],
  ['224.0.0.1', false, false],
  ['64:ff9b::7f00:1', false, false],
  ['no address', false, false],
])('%s may be reached: %s; inside a plant: %s', (address, outside, inside) => {
  expect([isAllowedAddress(address, false), isAllowedAddress(address, true)]).toEqual([
    outside,
    inside,
  ])
})

test('docs/connectors.md verifies what is signed, and nothing else', () => {
  const page = readFileSync('docs/connectors.md', 'utf8')
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? []
  const lines = code.replace(/^import.*$/gm, '').replace('export ', '')
  const make = new Function('createHmac', 'timingSafeEqual', `${lines}; return isFromJidoka`)
  const isFromJidoka = make(createHmac, timingSafeEqual)
  const signed = (at: Date) => signatureOf(secret('ours'), '{"a":1}', at)
  const now = new Date()
  expect(isFromJidoka(signed(now), '{"a":1}', 'ours')).toBe(true)
  expect(isFromJidoka(signed(now), '{"a":2}', 'ours')).toBe(false)
  expect(isFromJidoka(signed(now), '{"a":1}', 'theirs')).toBe(false)
  expect(isFromJidoka(signed(new Date(now.getTime() - 600_000)), '{"a":1}', 'ours')).toBe(false)
  expect(isFromJidoka('t=1,v1=', '{"a":1}', 'ours')).toBe(false)
})

describe('a process that is killed on the way', () => {
  test('leaves it to the next, on PGlite', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jidoka-deliver-'))
    await fillTestFolder(folder)
    closers.push(() => rm(folder, { recursive: true, force: true }))
    const receiver = await receiving('cmms')
    const opened = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
      const { db } = await openFolderStore(folder)
      return work(db).finally(db.close)
    }
    await opened(seedGate)
    const faults = await killWhileDelivering({ store: folder, opened, receiver }, 'sent')
    expect(faults).toEqual([])
  })

  test.skipIf(process.env.JIDOKA_TEST_POSTGRES_URL === undefined).each(deliveryBoundaries)(
    'when %s leaves it to the next, on a Postgres server',
    async (boundary) => {
      const db = await openTestServerDb()
      closers.push(db.close)
      await seedGate(db)
      const receiver = await receiving(boundary === 'claimed' ? 'mes' : 'cmms')
      const plant = { store: db.url, opened: <T>(work: (db: Db) => T) => work(db), receiver }
      expect(await killWhileDelivering(plant, boundary)).toEqual([])
    },
  )
})
