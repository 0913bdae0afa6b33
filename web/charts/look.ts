import type { Language } from '../app/format.ts'

/** The colours and the font of a picture; amber and red belong to the andon. */
export type Tokens = {
  ink: string
  inkSoft: string
  line: string
  surface: string
  font: string
  series: string[]
  /** What another period is compared with. */
  before: string
}

export type Look = { language: Language; tokens: Tokens; width: number }

const lightSeries = '#0b6f7a #4656b3 #5f7d1c #8a4a9e #8a5a3c #b04a7f #2f4a66 #6a7a83'
const darkSeries = '#63c1ca #9aa8f5 #b3cf6a #cf9fe0 #d3a688 #ec9cc4 #9dbbdb #a4b2ba'

export const seriesColours = (scheme: 'light' | 'dark'): string[] =>
  (scheme === 'dark' ? darkSeries : lightSeries).split(' ')

/** Read from the page, for a picture cannot resolve `var()`. */
export function tokensOf(element: Element, scheme: 'light' | 'dark'): Tokens {
  const styles = getComputedStyle(element)
  const read = (name: string) => styles.getPropertyValue(name).trim()
  return {
    ink: read('--ink'),
    inkSoft: read('--ink-soft'),
    line: read('--line'),
    surface: read('--surface'),
    font: read('--font'),
    series: seriesColours(scheme),
    before: scheme === 'dark' ? '#5d6d76' : '#aab6bc',
  }
}
