import { attribute, type Element, isElement, isVisible } from './tree.ts'

const mostColumns = 1000

/** Cells of a table as a grid: one that spans several columns or rows is in each of them. */
export function gridOf(table: Element, textOfCell: (cell: Element) => string): string[][] {
  const grid: string[][] = []
  rowsOf(table).forEach((row, at) => {
    grid[at] ??= []
    let column = 0
    for (const cell of cellsOf(row)) {
      while (grid[at]?.[column] !== undefined) column++
      const text = textOfCell(cell)
      const wide = spanOf(cell, 'colspan')
      const deep = spanOf(cell, 'rowspan')
      for (let down = 0; down < Math.max(1, deep); down++) {
        grid[at + down] ??= []
        const line = grid[at + down] ?? []
        for (let on = 0; on < wide && column + on < mostColumns; on++) line[column + on] = text
      }
      column += wide
    }
  })
  return grid
    .slice(0, rowsOf(table).length)
    .map((row) => onceWhereAlone(Array.from(row, (cell) => cell ?? '')))
}

/** A line over the whole width says its words once. */
function onceWhereAlone(row: string[]): string[] {
  const [first = ''] = row
  return row.length > 1 && row.every((cell) => cell === first) ? [first] : row
}

const spanOf = (cell: Element, name: string): number =>
  Math.min(200, Math.max(1, Number.parseInt(attribute(cell, name) ?? '1', 10) || 1))

const sections = new Set(['thead', 'tbody', 'tfoot'])

function rowsOf(table: Element): Element[] {
  return table.childNodes.filter(isElement).flatMap((child) => {
    if (!isVisible(child)) return []
    if (child.tagName === 'tr') return [child]
    return sections.has(child.tagName) ? rowsOf(child) : []
  })
}

const cellsOf = (row: Element): Element[] =>
  row.childNodes
    .filter(isElement)
    .filter((child) => ['td', 'th'].includes(child.tagName) && isVisible(child))
