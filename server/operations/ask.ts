import { z } from 'zod'
import type { Answer } from '../../agent/index.ts'
import { AppError } from '../../base/app-error.ts'
import { turnEvents } from '../turns.ts'
import { defineOperation } from './operation.ts'

/** One question, one answer; the events of the turn are its progress. */
export const ask = defineOperation({
  name: 'ask',
  input: z.strictObject({
    question: z.string().trim().min(1).max(4000),
    threadId: z.string().min(1).max(80).optional(),
    language: z.enum(['zh', 'en']).optional(),
  }),
  run: async (deps, { principal, signal, progress }, input): Promise<Answer> => {
    const { question, threadId = deps.newId('thr'), language } = input
    const turn = { principal, threadId, question, channel: 'cli', signal }
    for await (const event of turnEvents(deps, language ? { ...turn, language } : turn)) {
      if (event.type === 'done') return event.answer
      if (event.type === 'failed') {
        throw new AppError('unavailable', event.message, event.hint ? { hint: event.hint } : {})
      }
      progress(event)
    }
    throw new AppError('internal', 'the turn ended without an answer')
  },
})
