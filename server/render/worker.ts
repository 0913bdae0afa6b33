/**
 * Draws charts, one at a time, beside the thread that serves: however long a picture takes, nobody
 * else waits for it, and a picture that takes too long ends this worker and nothing else.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import type { ChartSpec } from '../../charts/index.ts'
import { chartSvg, type PictureWish } from './chart-svg.ts'
import { fontFamily, openFonts } from './fonts.ts'

export type DrawRequest = { id: number; spec: ChartSpec; wish: PictureWish }
export type DrawReply =
  | { id: number; png: Uint8Array<ArrayBuffer> | null }
  | { id: number; error: string }

/** Twice the pixels, so that it is sharp where it is looked at closely. */
const ratio = 2
const fontsFor = openFonts()
await initWasm(readFileSync(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))))

/** Greek letters are in no slice of the font; the sign for micro looks the same. */
const spelt: Record<string, string> = { μ: '\u00b5', Ω: 'Ohm', σ: ' SD', λ: 'lambda' }

function draw({ spec, wish }: DrawRequest): Uint8Array<ArrayBuffer> | null {
  const svg = chartSvg(spec, wish)?.replace(/[μΩσλ]/gu, (letter) => spelt[letter] ?? letter)
  if (svg === undefined) return null
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ratio },
    font: { fontBuffers: fontsFor(svg), defaultFontFamily: fontFamily },
  })
  const image = resvg.render()
  const png = new Uint8Array(image.asPng())
  image.free()
  resvg.free()
  return png
}

parentPort?.on('message', (request: DrawRequest) => {
  const { id } = request
  try {
    const png = draw(request)
    const reply: DrawReply = { id, png }
    parentPort?.postMessage(reply, png === null ? [] : [png.buffer])
  } catch (thrown) {
    const reply: DrawReply = { id, error: thrown instanceof Error ? thrown.message : 'unknown' }
    parentPort?.postMessage(reply)
  }
})
