import { Hono } from 'hono'
import { z } from 'zod'
import {
  closeUnanswered,
  dueReviews,
  feedbackInput,
  giveFeedback,
  noteReview,
  unansweredTopics,
} from '../../knowledge/index.ts'
import { parseInput } from '../../tools/index.ts'
import type { ServerDeps } from '../deps.ts'
import { jsonBody } from './body.ts'
import type {
  CloseReply,
  FeedbackReply,
  PublishDocumentReply,
  ReviewPage,
  ReviewReply,
  UnansweredPage,
} from './library-contract.ts'
import { runForPage } from './run-for-page.ts'
import { requirePerson, type SignedIn } from './session.ts'

const text = z.string().min(1).max(200)
const feedback = {
  name: 'the feedback',
  input: feedbackInput.omit({ siteId: true, documentId: true }),
}
const review = {
  name: 'the review',
  input: z.strictObject({
    revision: z.int().positive(),
    note: z.string().trim().max(500).default(''),
    months: z.int().min(1).max(120).nullable().optional(),
  }),
}
const site = { name: 'the list', input: z.strictObject({ site: text.optional() }) }
const closing = { name: 'the end', input: z.strictObject({ siteId: text, key: text }) }
const publication = {
  name: 'the publication',
  input: z.strictObject({
    /** Of this form as it was filled in: sent twice, it is one proposal. */
    key: z.string().regex(/^[\w-]{8,80}$/, '8 to 80 letters, digits, - or _'),
    revision: z.int().positive().nullable(),
    from: text.optional(),
    until: text.optional(),
    reason: z.string(),
  }),
}

/** What keeps documents current: remarks, reviews, questions without an answer, new revisions. */
export function libraryUpkeepRoutes(deps: ServerDeps): Hono<SignedIn> {
  return new Hono<SignedIn>()
    .use(requirePerson(deps))
    .get('/reviews', async (c) => {
      const items = await dueReviews(deps, c.get('person').principal)
      return c.json({ items, now: deps.clock().toISOString() } satisfies ReviewPage)
    })
    .get('/unanswered', async (c) => {
      const { site: siteId = null } = parseInput(site, c.req.query())
      const topics = await unansweredTopics(deps.db, c.get('person').principal, { siteId })
      const questions = topics.reduce((sum, topic) => sum + topic.questions.length, 0)
      return c.json({ topics, questions } satisfies UnansweredPage)
    })
    .post('/unanswered/close', async (c) => {
      const given = parseInput(closing, await jsonBody(c))
      const outcome = await closeUnanswered(deps, c.get('person').principal, given)
      return c.json({ outcome } satisfies CloseReply, outcome === 'closed' ? 200 : 409)
    })
    .post('/:siteId/:id/feedback', async (c) => {
      const given = parseInput(feedback, await jsonBody(c))
      const { siteId, id: documentId } = c.req.param()
      const { principal } = c.get('person')
      const outcome = await giveFeedback(deps, principal, { siteId, documentId, ...given })
      return c.json({ outcome } satisfies FeedbackReply, outcome === 'kept' ? 200 : 409)
    })
    .post('/:siteId/:id/review', async (c) => {
      const { months, ...given } = parseInput(review, await jsonBody(c))
      const { siteId, id: documentId } = c.req.param()
      const noted = { siteId, documentId, ...given, ...(months === undefined ? {} : { months }) }
      const by = { principal: c.get('person').principal, channel: 'web' }
      const outcome = await noteReview(deps, by, noted)
      return c.json({ outcome } satisfies ReviewReply, outcome === 'reviewed' ? 200 : 409)
    })
    .post('/:siteId/:id/publish', async (c) => {
      const { key, reason, ...asked } = parseInput(publication, await jsonBody(c))
      const { siteId: at, id: document } = c.req.param()
      const { principal } = c.get('person')
      const change = { kind: 'document', document, ...asked }
      const { proposal } = await runForPage(
        deps,
        { principal, language: principal.language },
        {
          ...{ tool: 'propose_change', args: { change, site: at, reason } },
          key: `document:${key}`,
        },
      )
      deps.wakes.wake()
      const id = proposal?.action_id ?? ''
      return c.json({ proposal: { siteId: at, id } } satisfies PublishDocumentReply, 201)
    })
}
