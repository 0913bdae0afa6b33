import { z } from 'zod'
import { reportKinds } from '../../factory/index.ts'

const text = z.string().min(1).max(150)

/** Where a report stands, as its page and its links name it. */
export const reportAddress = {
  name: 'the report',
  input: z.object({ siteId: text, kind: z.enum(reportKinds), key: text }),
}

/** The language that it is read in; omitted: the reader's own. */
export const reportWish = {
  name: 'the report',
  input: z.strictObject({ language: z.enum(['zh', 'en']).optional() }),
}
