import type { AppError } from '../../../base/app-error.ts'
import { nearest } from '../../../base/near.ts'
import { fileFault } from '../faults/index.ts'

/** One record of a file, its cells in the order of the header. */
export type Cells = readonly string[]

export type ColumnScope = {
  header: Cells
  /** Texts that mean nothing. */
  blank: ReadonlySet<string>
  /** Columns that were asked for, by place. */
  used: Set<number>
}

/** @throws AppError invalid_input for a column that the header does not have */
export function columnReader(column: string, scope: ColumnScope): (cells: Cells) => string {
  const index = scope.header.indexOf(column)
  if (index < 0) throw noColumn(column, scope.header)
  scope.used.add(index)
  const { blank } = scope
  if (blank.size === 0) return (cells) => cells[index]?.trim() ?? ''
  return (cells) => {
    const text = cells[index]?.trim() ?? ''
    return blank.has(text) ? '' : text
  }
}

function noColumn(column: string, header: Cells): AppError {
  const near = nearest(column, header)
  const columns = (near.length > 0 ? near : header).join(', ')
  return fileFault('noColumn', { column, near: near.length > 0, columns }, { field: column })
}

/** `AZ-{machineID:000}` */
export function templateReader(template: string, scope: ColumnScope): (cells: Cells) => string {
  const pieces = template.split(/(\{[^}]*\})/).map((piece) => {
    if (!piece.startsWith('{')) return () => piece
    const [, column = '', digits] = /^\{(.*?)(?::(0+))?\}$/.exec(piece) ?? []
    const read = columnReader(column, scope)
    return digits === undefined ? read : (cells: Cells) => padded(read(cells), digits.length)
  })
  return (cells) => pieces.map((piece) => piece(cells)).join('')
}

function padded(text: string, digits: number): string {
  const value = Number(text)
  return text !== '' && Number.isInteger(value) ? String(value).padStart(digits, '0') : text
}
