import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ChartSpec } from '../../charts/index.ts'
import * as specs from '../../charts/test-specs.ts'
import { openPictures, type Pictures } from './index.ts'

let pictures: Pictures
beforeAll(() => {
  pictures = openPictures({ seconds: 120 })
})
afterAll(() => pictures.close())

const wish = { language: 'zh', scheme: 'light', width: 960 } as const

/** Width, height and the bytes of the rows, each behind the byte of its filter. */
function decoded(png: Uint8Array) {
  const bytes = Buffer.from(png)
  const data: Buffer[] = []
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const length = bytes.readUInt32BE(at)
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + length))
  }
  const pixels = inflateSync(Buffer.concat(data))
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), pixels }
}

const draw = async (spec: ChartSpec, changes: Partial<typeof wish> = {}) => {
  const png = await pictures.draw(spec, { ...wish, ...changes })
  if (png === null) throw new Error('no picture')
  return decoded(png)
}

test('every kind is a PNG of the asked width, with something on it', async () => {
  for (const spec of Object.values(specs)) {
    const { width, height, pixels } = await draw(spec)
    expect(width).toBe(1920)
    expect(height).toBeGreaterThan(400)
    expect(pixels.filter((byte) => byte !== 0).length).toBeGreaterThan(10_000)
  }
})

test('Chinese letters are drawn, common and rare ones, and not as boxes', async () => {
  const titled = (letter: string): ChartSpec => ({
    ...specs.oeeByLine,
    title: { zh: letter.repeat(8), en: letter.repeat(8) },
  })
  const missing = await draw(titled('\u{1f9ff}'))
  const drawn = await Promise.all(['设', '璟', '龘'].map((letter) => draw(titled(letter))))
  for (const { pixels } of drawn) expect(pixels.equals(missing.pixels)).toBe(false)
  expect(new Set(drawn.map(({ pixels }) => pixels.toString('base64'))).size).toBe(3)
})

test('a table has no picture', async () => {
  expect(await pictures.draw({ ...specs.daily, kind: 'table' }, wish)).toBeNull()
})

test('whatever a chart is made of, it is drawn within bounds', async () => {
  const nasty = '<script>&"\u0000\u202e]]></svg>'.repeat(500)
  const names = Array.from({ length: 1000 }, (_, at) => `${nasty}${at}`)
  const many = {
    labels: names,
    values: names.map((_, at) => [Number.NaN, 1e300, at][at % 3] ?? null),
  }
  for (const kind of ['line', 'bar', 'pareto', 'heat'] as const) {
    const { height } = await draw({
      kind,
      title: { zh: nasty, en: nasty },
      caption: { zh: nasty, en: nasty },
      unit: '%',
      labels: many.labels,
      series: names.map((name) => ({ name: { zh: name, en: name }, values: many.values })),
    })
    expect(height).toBeLessThan(8000)
  }
})

test('a picture that takes too long is given up, and the next one is drawn', async () => {
  const hasty = openPictures({ seconds: 0.001 })
  await expect(hasty.draw(specs.daily, wish)).rejects.toMatchObject({ code: 'timeout' })
  await hasty.close()
  const none = openPictures({ waiting: 0 })
  await expect(none.draw(specs.daily, wish)).rejects.toMatchObject({ code: 'unavailable' })
})
