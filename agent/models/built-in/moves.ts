import type { Figure } from '../../../tools/index.ts'

/** The compared window lies before; rows come with their own window first. */
export const isBefore = (figure: Figure, first: Figure): boolean =>
  figure.window.from !== first.window.from && figure.window.from < first.window.from

export const sameRow = (a: Figure, b: Figure): boolean =>
  JSON.stringify(a.dimensions) === JSON.stringify(b.dimensions)

type Move = { figure: Figure; then: Figure }

/** Whose figure went farthest that way since the window before; undefined where none did. */
export function farthest(figures: Figure[], way: 'down' | 'up'): Move | undefined {
  const [first] = figures
  if (first === undefined) return undefined
  const before = figures.filter((one) => isBefore(one, first))
  const by = ({ figure, then }: Move) =>
    (way === 'down' ? -1 : 1) * ((figure.value ?? 0) - (then.value ?? 0))
  return figures
    .filter((figure) => !isBefore(figure, first) && figure.value !== null)
    .flatMap((figure): Move[] => {
      const then = before.find((one) => sameRow(one, figure))
      return then === undefined || then.value === null ? [] : [{ figure, then }]
    })
    .filter((move) => by(move) > 0)
    .toSorted((a, b) => by(b) - by(a))[0]
}
