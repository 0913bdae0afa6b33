import type { BarKind } from './bars.ts'

/** What a canvas cannot take from a style sheet by itself. */
export type Colours = Record<
  'ink' | 'inkSoft' | 'line' | 'lineStrong' | 'surface' | 'sunk' | 'accent' | 'onBar' | 'stop',
  string
> & { kinds: Record<BarKind, string>; font: string }

/** The tokens of the scheme that is on. */
export function coloursNow(): Colours {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    ...{ ink: token('--ink'), inkSoft: token('--ink-soft'), line: token('--line') },
    ...{ lineStrong: token('--line-strong'), surface: token('--surface'), sunk: token('--sunk') },
    ...{ accent: token('--accent'), onBar: token('--accent-ink'), stop: token('--amber-mark') },
    kinds: {
      ...{ onTime: token('--accent'), late: token('--red-mark') },
      ...{ unplaced: token('--surface'), done: token('--sunk') },
    },
    font: token('--font'),
  }
}
