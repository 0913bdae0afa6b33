import { and, eq } from 'drizzle-orm'
import type { Answer } from '../../agent/index.ts'
import { AppError } from '../../base/app-error.ts'
import type { Principal } from '../../base/principal.ts'
import { type Db, schema } from '../../store/index.ts'

type At = { thread: string; seq: number }

/**
 * An answer of one of the person's own conversations.
 *
 * @throws AppError `not_found` for any other, whether or not there is one
 */
export async function readAnswer(
  db: Db,
  principal: Principal,
  { thread, seq }: At,
): Promise<{ question: string; answer: Answer }> {
  const { turn } = schema
  const [found] = Number.isSafeInteger(seq)
    ? await db.tx(
        'chat',
        ({ orm }) =>
          orm
            .select({ question: turn.question, answer: turn.answer })
            .from(turn)
            .where(and(eq(turn.threadId, thread), eq(turn.seq, seq))),
        { principal },
      )
    : []
  if (found?.answer) return { question: found.question, answer: found.answer as Answer }
  throw new AppError('not_found', `Your conversation ${thread} has no answer ${seq}.`, {
    field: 'seq',
  })
}
