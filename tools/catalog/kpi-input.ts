import { z } from 'zod'
import { periods } from '../../factory/index.ts'

const ids = z.array(z.string()).optional()

export const kpiSpan = z.strictObject({
  from: z.string(),
  to: z.string(),
})

export const kpiFilters = z
  .strictObject({
    site: ids,
    line: ids,
    machine: ids,
    product: ids,
    team: ids,
    shift: ids,
    reason: ids,
    material: ids,
    supplier: ids,
  })
  .optional()
  .describe('Ids or names.')

export const kpiWindow = z
  .strictObject({
    period: z.enum(periods).optional(),
    n: z.number().optional().describe('For last_n_*; the running one counts.'),
    shift: z.string().optional().describe('For last_shift, e.g. night.'),
    from: z.string().optional(),
    to: z.string().optional().describe('Exclusive.'),
  })
  .describe('A period, or from and to: ISO date, plant time, or instant.')
