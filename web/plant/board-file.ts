import { tokensOf } from '../../charts/index.ts'
import type { PlantBoard } from '../../server/http/contract.ts'
import { formatExactTime, formatNumber, formatSpan, type Language } from '../app/format.ts'
import { pageFont } from '../charts/font.ts'
import { innerWidth, pictureFile } from '../charts/picture-file.ts'
import { figureOf, kindOf } from './board.ts'
import { shapeOf } from './strip-file.ts'
import { stateWord } from './tile.tsx'
import type { PlantWords } from './words-en.ts'

const rowHeight = 30
const columns = [0, 230, 420, 520, 660, 760]

type Wanted = { board: PlantBoard; siteName: string; language: Language; words: PlantWords }

/** The board as a picture to hand on: one row a machine, for tiles would be too small to read. */
export function boardFile({ board, siteName, language, words }: Wanted): Promise<Blob | null> {
  const tokens = tokensOf(schemeNow(), pageFont())
  const { now, zone, tiles, figures, period } = board
  const whole = (metric: string) => {
    const found = figureOf(figures, metric)
    return formatNumber(found?.value ?? null, found?.unit ?? '', language)
  }
  const headline = [
    `${words.oee} ${whole('oee')}`,
    `${words.output} ${whole('output')}`,
    `${words.downtime} ${whole('downtime')}`,
    `${words.late} ${board.lateOrders}`,
  ]
  return pictureFile({
    title: `${words.title(siteName)} · ${formatExactTime(now, zone, language)}`,
    notes: [`${words.period[period]}: ${headline.join('; ')}`, words.machine.source],
    height: tiles.length * rowHeight,
    tokens,
    paint: (pen) => {
      pen.textBaseline = 'middle'
      tiles.forEach((tile, at) => {
        const middle = (at + 0.5) * rowHeight
        const kind = kindOf(tile)
        const since = tile.freshness === 'fresh' ? tile.state?.since : tile.heardAt
        const span = since ? formatSpan(Date.parse(now) - Date.parse(since), language) : ''
        const cells = [
          `${language === 'zh' ? tile.nameZh : tile.nameEn} ${tile.id}`,
          stateWord(tile, kind, words),
          tile.freshness === 'fresh' ? words.since(span) : span === '' ? '' : words.age(span),
          (language === 'zh' ? tile.state?.reasonZh : tile.state?.reasonEn) ?? '',
          `${words.oee} ${numberOf(board, { metric: 'oee', id: tile.id }, language)}`,
          numberOf(board, { metric: 'output', id: tile.id }, language),
        ]
        shapeOf(pen, { kind, x: columns[1] ?? 0, y: middle - 9 })
        pen.fillStyle = tokens.ink
        pen.font = `13px ${tokens.font}`
        cells.forEach((cell, column) => {
          const left = (columns[column] ?? 0) + (column === 1 ? 26 : 0)
          pen.fillText(cell, left, middle, (columns[column + 1] ?? innerWidth) - left - 10)
        })
        pen.fillStyle = tokens.line
        pen.fillRect(0, (at + 1) * rowHeight - 1, innerWidth, 1)
      })
    },
  })
}

type Of = { metric: string; id: string }

function numberOf({ figures }: PlantBoard, { metric, id }: Of, language: Language): string {
  const found = figureOf(figures, metric, id)
  return formatNumber(found?.value ?? null, found?.unit ?? '', language)
}

const schemeNow = (): 'light' | 'dark' =>
  document.documentElement.dataset.mantineColorScheme === 'dark' ? 'dark' : 'light'
