import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'

/** What the person saw; another version or hash decides nothing. */
export const shownFields = {
  version: z.number().int().positive(),
  argsSha256: z.string().regex(/^[0-9a-f]{64}$/),
}

export const verdictFields = <Reason extends string>(reasons: readonly [Reason, ...Reason[]]) => ({
  verdict: z.enum(['approve', 'reject']),
  reasonCode: z.enum(reasons).optional(),
  reasonText: z.string().max(2000).optional(),
})

export function noProposal(id: string): AppError {
  return new AppError('not_found', `There is no proposal ${id} that you may see.`, {
    field: 'id',
    hint: 'Look in the inbox for the ones that wait.',
  })
}
