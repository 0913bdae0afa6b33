import { tokensOf } from '../../charts/index.ts'
import type { BoardMachine } from '../../server/http/contract.ts'
import { formatClock, formatExactTime, type Language } from '../app/format.ts'
import { pageFont } from '../charts/font.ts'
import { innerWidth, pictureFile } from '../charts/picture-file.ts'
import type { TileKind } from './board.ts'
import { markOf, shapes } from './state-shapes.ts'
import { bands, hourTicks } from './strip.ts'
import type { PlantWords } from './words-en.ts'

const stripHeight = 90
const axisHeight = 28

type Wanted = {
  found: BoardMachine
  language: Language
  words: PlantWords
  name: string
  /** Shares of the day, as the page says them. */
  told: string
}

/** The day of a machine as a picture to hand on. */
export function stripFile({ found, language, words, name, told }: Wanted): Promise<Blob | null> {
  const root = document.documentElement
  const scheme = root.dataset.mantineColorScheme === 'dark' ? 'dark' : 'light'
  const tokens = tokensOf(scheme, pageFont())
  const { window, zone } = found
  const time = (at: string) => formatExactTime(at, zone, language)
  return pictureFile({
    title: words.machine.statesOf(name),
    notes: [
      told,
      words.machine.window(time(window.from), time(window.to), zone),
      words.machine.source,
    ],
    height: stripHeight + axisHeight,
    tokens,
    paint: (pen) => {
      for (const { kind, x, width, top, bottom } of bands(found)) {
        pen.fillStyle = colourOf(kind)
        const height = (bottom - top) * stripHeight
        pen.fillRect(x * innerWidth, top * stripHeight, Math.max(1, width * innerWidth), height)
      }
      pen.fillStyle = tokens.line
      pen.fillRect(0, stripHeight, innerWidth, 1)
      pen.fillStyle = tokens.inkSoft
      pen.font = `13px ${tokens.font}`
      for (const { x, at } of hourTicks(found)) {
        pen.fillRect(x * innerWidth, stripHeight, 1, 6)
        pen.fillText(formatClock(at, zone, language), x * innerWidth + 4, stripHeight + 8)
      }
    },
  })
}

const colourOf = (kind: TileKind): string =>
  getComputedStyle(document.documentElement).getPropertyValue(markOf[kind]).trim()

type Shape = { kind: TileKind; x: number; y: number }

/** The mark of a kind, 18 pixels wide. */
export function shapeOf(pen: CanvasRenderingContext2D, { kind, x, y }: Shape): void {
  pen.save()
  pen.translate(x, y)
  pen.scale(0.75, 0.75)
  pen.fillStyle = colourOf(kind)
  pen.fill(new Path2D(shapes[kind]), 'evenodd')
  pen.restore()
}
