import type { Language } from '../../base/language.ts'
import { categoryName, stateName } from '../../factory/index.ts'
import type { BoardMachine, PlantBoard } from '../http/board-contract.ts'
import { figureSheets } from './answer-sheets.ts'
import type { Cell, Sheet } from './sheet.ts'

const words = {
  zh: { machines: '设备', states: '状态' },
  en: { machines: 'Machines', states: 'States' },
}

/** The tiles of a board as a table, and its figures with everything that traces them. */
export function boardSheets({ tiles, figures, now }: PlantBoard, language: Language): Sheet[] {
  const zh = language === 'zh'
  return [
    {
      name: words[language].machines,
      columns: [
        ...['machine', 'name', 'line', 'state', 'time category', 'since', 'reason', 'order'],
        ...['product', 'open tickets', 'alarms of 24 h', 'data', 'data until', 'read at'],
      ],
      rows: tiles.map(({ state, ...tile }): Cell[] => [
        ...[tile.id, zh ? tile.nameZh : tile.nameEn, zh ? tile.lineZh : tile.lineEn],
        state && stateName(state.state)[language],
        state && categoryName(state.category)[language],
        ...[state?.since ?? null, (zh ? state?.reasonZh : state?.reasonEn) ?? null],
        ...[tile.orderId, zh ? tile.productZh : tile.productEn],
        ...[tile.openTickets, tile.alarms, tile.freshness, tile.heardAt, now],
      ]),
    },
    ...figureSheets({ language, figures, chart: null }),
  ]
}

/** What a machine did for a day, stretch by stretch. */
export function stateSheets({ states, tile, zone }: BoardMachine, language: Language): Sheet[] {
  return [
    {
      name: words[language].states,
      columns: ['machine', 'from', 'to', 'zone', 'minutes', 'state', 'time category', 'reason'],
      rows: states.map(({ from, to, state, category, reasonZh, reasonEn }): Cell[] => [
        ...[tile.id, from, to, zone, (Date.parse(to) - Date.parse(from)) / 60_000],
        ...[stateName(state)[language], categoryName(category)[language]],
        language === 'zh' ? reasonZh : reasonEn,
      ]),
    },
  ]
}
