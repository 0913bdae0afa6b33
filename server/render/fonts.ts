import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { fontInWoff } from './woff.ts'

export const fontFamily = 'Noto Sans SC'

const packageUrl = (path: string) =>
  fileURLToPath(import.meta.resolve(`@fontsource/noto-sans-sc/${path}`))

type Slice = { name: string; spans: [number, number][] }

/** The font comes in about a hundred slices; a picture is given those whose letters it has. */
export function openFonts(): (text: string) => Uint8Array[] {
  const ranges = z
    .record(z.string(), z.string())
    .parse(JSON.parse(readFileSync(packageUrl('unicode.json'), 'utf8')))
  const slices = Object.entries(ranges).map(sliceOf).toSorted(latinFirst)
  const read = new Map<string, Uint8Array>()
  const fontOf = (name: string): Uint8Array => {
    const known = read.get(name)
    if (known !== undefined) return known
    const font = fontInWoff(readFileSync(packageUrl(`files/noto-sans-sc-${name}-400-normal.woff`)))
    read.set(name, font)
    return font
  }
  return (text) => slicesFor(text, slices).map(fontOf)
}

function sliceOf([key, ranges]: [string, string]): Slice {
  const spans = ranges.split(',').map((range): [number, number] => {
    const [from = '', to = from] = range.replace('U+', '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })
  return { name: key.replace(/[[\]]/g, ''), spans }
}

/** Digits and Latin letters are everywhere, and the first font is tried first. */
const latinFirst = (a: Slice, b: Slice) => Number(b.name === 'latin') - Number(a.name === 'latin')

function slicesFor(text: string, slices: Slice[]): string[] {
  const letters = [...new Set(text)].map((letter) => letter.codePointAt(0) ?? 0)
  return slices
    .filter(({ spans }) => letters.some((one) => spans.some(([a, b]) => a <= one && one <= b)))
    .map(({ name }) => name)
}
