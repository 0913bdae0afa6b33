import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { readLibraryDocument } from './detail.ts'
import { giveFeedback } from './feedback.ts'
import { dueReviews, noteReview } from './reviews.ts'
import { addText, day, openSite, personAt } from './test-library.ts'
import { closeUnanswered, noteUnanswered, unansweredTopics } from './unanswered.ts'

let sites = 0

describeOnSharedStore('keeping documents current', (store) => {
  let siteId = ''
  beforeEach(async () => {
    sites += 1
    siteId = `keep${sites}`
    await openSite(store(), siteId)
  })
  const on = (n: number) => ({ db: store(), clock: () => day(n) })
  const add = (text: string, n: number) =>
    addText(store(), { siteId, text, on: n, ownerRole: 'quality', reviewMonths: 1 })

  const say = (role: string, verdict: 'useful' | 'wrong', quote: string) =>
    giveFeedback(on(2), personAt(siteId, role), {
      ...{ siteId, documentId: 'spindle', revision: 1, page: null, heading: '', quote, verdict },
      note: '',
    })
  const remarksFor = async (role: string) =>
    (
      await readLibraryDocument(on(3), personAt(siteId, role), { siteId, id: 'spindle' })
    ).feedback.map(({ givenBy, verdict }) => [givenBy, verdict])

  test('a remark is seen by its author and by whoever looks after the document', async () => {
    await add('Spindle torque is 45 N.\nGrease it  daily.', 1)
    expect(await say('operator', 'useful', 'Grease it daily.')).toBe('kept')
    expect(await say('operator', 'wrong', 'Grease it daily.')).toBe('kept')
    expect(await say('planner', 'useful', 'torque is 45 N')).toBe('kept')
    expect(await say('planner', 'useful', 'words that stand nowhere')).toBe('not_found')
    expect(await remarksFor('operator')).toEqual([[`operator@${siteId}`, 'wrong']])
    expect(await remarksFor('supervisor')).toEqual([])
    expect(await remarksFor('quality')).toHaveLength(2)
    const own = await readLibraryDocument(on(3), personAt(siteId, 'quality'), {
      ...{ siteId, id: 'spindle' },
    })
    expect(own.remarks).toEqual({ useful: 1, wrong: 1, outdated: 0 })
  })

  test('a review is due by its date, and noted by whoever looks after the document', async () => {
    await add('Spindle torque is 45 N.', 1)
    const due = async (n: number) =>
      (await dueReviews(on(n), personAt(siteId, 'operator'))).map(({ reviewDue, overdue }) => [
        reviewDue.slice(0, 10),
        overdue,
      ])
    expect(await due(2)).toEqual([['2020-02-01', false]])
    expect(await due(32)).toEqual([['2020-02-01', true]])
    const note = (role: string, revision: number, months?: number | null) =>
      noteReview(
        on(32),
        { principal: personAt(siteId, role), channel: 'test' },
        {
          ...{ siteId, documentId: 'spindle', revision, note: 'still so' },
          ...(months === undefined ? {} : { months }),
        },
      )
    expect(await note('operator', 1)).toBe('not_allowed')
    expect(await note('quality', 2)).toBe('other_revision')
    expect(await note('quality', 1, 12)).toBe('reviewed')
    expect(await due(33)).toEqual([])
    expect(await note('manager', 1, null)).toBe('reviewed')
    expect(await due(4000)).toEqual([])
    const noted = await store().tx('read', (tx) =>
      tx.rows(sql`select record::json->>'event' as event from audit_entry
        where site_id = ${siteId} order by seq`),
    )
    expect(noted.map(({ event }) => event)).toEqual([
      'document_in_force',
      'document_reviewed',
      'document_reviewed',
    ])
  })

  test('a question without an answer is counted by its words, and nobody is named', async () => {
    const ask = (role: string, question: string, n: number) =>
      noteUnanswered(on(n), personAt(siteId, role), { question })
    await ask('operator', 'How to align the laser?', 1)
    await ask('supervisor', 'laser align', 2)
    await ask('operator', 'Laser safety class', 3)
    await ask('operator', 'Vacation days', 4)
    const topics = (role: string) =>
      unansweredTopics(store(), personAt(siteId, role), { siteId: null })
    expect(await topics('operator')).toEqual([])
    expect(await topics('quality')).toMatchObject([
      {
        word: 'laser',
        times: 3,
        questions: [
          { question: 'How to align the laser?', times: 2, lastAt: day(2).toISOString() },
          { question: 'Laser safety class', times: 1 },
        ],
      },
      { word: null, times: 1, questions: [{ question: 'Vacation days' }] },
    ])
    expect(JSON.stringify(await topics('quality'))).not.toContain('operator@')
    const [{ questions: [first] = [] } = {}] = await topics('quality')
    const close = (role: string) =>
      closeUnanswered(on(5), personAt(siteId, role), { siteId, key: first?.key ?? '' })
    expect(await close('operator')).toBe('not_allowed')
    expect(await close('quality')).toBe('closed')
    expect(await close('quality')).toBe('not_found')
    await ask('operator', 'align laser', 6)
    expect((await topics('quality'))[0]).toMatchObject({ times: 4 })
    await ask('operator', 'anything at all', 400)
    expect(await topics('quality')).toMatchObject([
      { questions: [{ question: 'anything at all' }] },
    ])
  })
})
