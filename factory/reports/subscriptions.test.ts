import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Principal } from '../../base/principal.ts'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { writePlant } from '../test-plant.ts'
import {
  type DueReport,
  dueReports,
  listSubscriptions,
  type Subscription,
  subscribe,
  tellReport,
  unsubscribe,
} from './index.ts'

const person = (userId: string, siteId = 'suzhou'): Principal => ({
  ...{ userId, roles: [{ siteId, role: 'operator' }], language: 'en' },
})
const one = person('one')
const other = person('other')
const shift: Subscription = { siteId: 'suzhou', kind: 'shift', viewId: null, mailTo: null }
/** Shifts of Suzhou end at 00:00, 08:00 and 16:00 UTC. */
const at = (time: string) => new Date(`2026-11-${time}:00Z`)

describeOnSharedStore('subscriptions', (store) => {
  const by = (time: string) => ({ db: store(), clock: () => at(time) })
  const dueAt = (time: string) => dueReports(store(), at(time))
  const namesOf = (due: DueReport[]) => due.map(({ forUser, period }) => [forUser, period.key])
  const tell = (due: DueReport, time: string) => {
    const said = { title: { zh: '题', en: 't' }, body: { zh: '', en: '' }, now: at(time) }
    return tellReport(store(), due, { ...said, page: '/reports/suzhou/shift/2026-11-20-evening' })
  }

  beforeAll(() => writePlant(store(), { hours: [], downtimes: [] }))

  test('are one’s own, at one’s own site, as the database itself sees to', async () => {
    await subscribe(by('20T10:00'), one, shift)
    await subscribe(by('20T11:00'), one, shift)
    expect(await listSubscriptions(store(), one)).toEqual([shift])
    expect(await listSubscriptions(store(), other)).toEqual([])
    await unsubscribe(store(), other, shift)
    expect(await listSubscriptions(store(), one)).toEqual([shift])
    const elsewhere = { ...shift, siteId: 'dongguan' }
    await expect(subscribe(by('20T10:00'), one, elsewhere)).rejects.toMatchObject({
      field: 'siteId',
    })
    for (const [siteId, forUser] of [
      ['suzhou', 'one'],
      ['dongguan', 'other'],
    ]) {
      const insert = store().tx(
        'report',
        (tx) =>
          tx.rows(sql`insert into report_subscription (site_id, for_user, kind, created_at) values
            (${siteId}, ${forUser}, 'day', ${at('20T10:00')})`),
        { principal: other },
      )
      await expect(insert).rejects.toThrow(/row-level security/)
    }
  })

  test('only the newest report is due, once it is settled, and none from before', async () => {
    // Subscribed at 10:00: the shift that ended at 08:00 is not theirs.
    expect(await dueAt('20T15:59')).toEqual([])
    expect(await dueAt('20T16:14')).toEqual([])
    expect(namesOf(await dueAt('20T16:15'))).toEqual([['one', '2026-11-20-evening']])
    expect(namesOf(await dueAt('22T09:00'))).toEqual([['one', '2026-11-22-day']])
  })

  test('two processes tell a report once, and never again after a change of mind', async () => {
    const [due, ...none] = await dueAt('20T16:15')
    expect(none).toEqual([])
    if (due === undefined) throw new Error('a report is due')
    const [same = due] = await dueAt('20T16:15')
    const told = await Promise.all([tell(due, '20T16:15'), tell(same, '20T16:16')])
    expect(told.toSorted()).toEqual([false, true])
    expect(await dueAt('20T16:20')).toEqual([])
    await unsubscribe(store(), one, shift)
    expect(await dueAt('22T09:00')).toEqual([])
    await subscribe(by('20T12:00'), one, shift)
    expect(await dueAt('20T17:00')).toEqual([])
    const messages = await store().tx(
      'read',
      (tx) => tx.rows(sql`select for_user, kind, page, status from alert_message`),
      { principal: one },
    )
    expect(messages).toEqual([
      {
        ...{ for_user: 'one', kind: 'report', status: 'queued' },
        page: '/reports/suzhou/shift/2026-11-20-evening',
      },
    ])
  })
})
