import type { Context } from 'hono'
import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { ChartSpec } from '../../charts/index.ts'
import type { Pictures, PictureWish } from '../render/index.ts'

export const pictureWish = {
  language: z.enum(['zh', 'en']).optional(),
  scheme: z.enum(['light', 'dark']).default('light'),
  width: z.coerce.number().int().min(320).max(1600).default(960),
}

type Wanted = { chart: ChartSpec | null; wish: PictureWish; pictures: Pictures }

/**
 * @throws AppError `not_found` where there is no chart, or it is read as a table
 */
export async function pictureReply(c: Context, { chart, wish, pictures }: Wanted) {
  const png = chart === null ? null : await pictures.draw(chart, wish)
  if (png === null) {
    throw new AppError('not_found', 'There is no picture of this answer.', {
      hint: 'It has no chart, or one that is read as a table: take its workbook.',
    })
  }
  c.header('content-type', 'image/png')
  c.header('content-disposition', 'inline; filename="chart.png"')
  c.header('cache-control', 'private, no-store')
  return c.body(png)
}
