import type { Language } from '../base/language.ts'

export type Scheme = 'light' | 'dark'

/** The colours and the font of a picture; amber and red belong to the andon. */
export type Tokens = {
  ink: string
  inkSoft: string
  line: string
  surface: string
  font: string
  series: string[]
  /** What another period is compared with, and what many small ones come to together. */
  before: string
  /** Breaks a rule. */
  alarm: string
  /** From little to much. */
  ramp: [string, string]
}

export type Look = { language: Language; tokens: Tokens; width: number }

/** Those of the pages, in `web/app/tokens.css`; a picture cannot resolve `var()`. */
const schemes: Record<Scheme, Omit<Tokens, 'font' | 'series'> & { series: string }> = {
  light: {
    ...{ ink: '#132028', inkSoft: '#43535c', line: '#d6dee1', surface: '#ffffff' },
    series: '#0b6f7a #4656b3 #5f7d1c #8a4a9e #8a5a3c #b04a7f #2f4a66 #6a7a83',
    ...{ before: '#aab6bc', alarm: '#c8372f', ramp: ['#e1eff0', '#0b5d66'] },
  },
  dark: {
    ...{ ink: '#e5ecef', inkSoft: '#b1bec5', line: '#2c383f', surface: '#161e23' },
    series: '#63c1ca #9aa8f5 #b3cf6a #cf9fe0 #d3a688 #ec9cc4 #9dbbdb #a4b2ba',
    ...{ before: '#5d6d76', alarm: '#ee5f55', ramp: ['#1d3338', '#7fd6de'] },
  },
}

export const tokensOf = (scheme: Scheme, font: string): Tokens => ({
  ...schemes[scheme],
  series: schemes[scheme].series.split(' '),
  font,
})
