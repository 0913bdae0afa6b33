import { expect, test } from 'vitest'
import { AppError } from '../../base/app-error.ts'
import { oeeByLine } from '../../charts/test-specs.ts'
import type { Pictures } from '../render/index.ts'
import { withPicture } from './picture.ts'
import { wishOf } from './wish.ts'

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47])
const drawing = (draw: Pictures['draw']): Pictures => ({ draw, close: async () => {} })
const text = { type: 'text', text: '{"rows":[]}' } as const
const result = { content: [text], _meta: { 'jidoka/chart': oeeByLine } }

test('a client that asked for pictures is given the chart beside the text', async () => {
  const wishes: object[] = []
  const pictures = drawing(async (spec, wish) => {
    wishes.push({ spec, ...wish })
    return png
  })
  const { content } = await withPicture(result, { pictures, language: 'zh' })
  expect(content).toEqual([text, { type: 'image', mimeType: 'image/png', data: 'iVBORw==' }])
  expect(wishes).toEqual([{ spec: oeeByLine, language: 'zh', scheme: 'light', width: 800 }])
})

test('others, results without a chart and charts that are tables are left as they are', async () => {
  const never = drawing(() => Promise.reject(new Error('drawn')))
  expect(await withPicture(result, { pictures: null, language: 'en' })).toBe(result)
  const plain = { content: [text] }
  expect(await withPicture(plain, { pictures: never, language: 'en' })).toBe(plain)
  const table = drawing(async () => null)
  expect(await withPicture(result, { pictures: table, language: 'en' })).toBe(result)
})

test('a picture that cannot be drawn is said, and the figures are there all the same', async () => {
  const late = drawing(() => Promise.reject(new AppError('timeout', 'Drawing took too long.')))
  const { content } = await withPicture(result, { pictures: late, language: 'en' })
  expect(content).toEqual([
    text,
    { type: 'text', text: 'There is no picture: Drawing took too long.' },
  ])
})

test('pictures are asked for by the address, and another word is refused by its name', () => {
  const asked = (query: string) => wishOf(new URLSearchParams(query))
  expect(asked('pictures=true').pictures).toBe(true)
  expect(asked('').pictures).toBe(false)
  expect(() => asked('pictures=yes')).toThrow(expect.objectContaining({ field: 'pictures' }))
  expect(() => asked('picture=true')).toThrow(expect.objectContaining({ field: 'picture' }))
})
