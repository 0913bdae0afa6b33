export { answerSheets, figureSheets } from './answer-sheets.ts'
export { boardSheets, stateSheets } from './board-sheets.ts'
export { planSheets } from './plan-sheets.ts'
export { readTable, type TableRequest } from './read-table.ts'
export { reportSheets } from './report-sheets.ts'
export type { Sheet } from './sheet.ts'
export {
  type ExportFormat,
  exportFormats,
  exportPieces,
  formatOf,
  writeSheets,
} from './write-file.ts'
