/** The font of the pages, read from them: a picture cannot resolve `var()`. */
export const pageFont = (): string =>
  getComputedStyle(document.documentElement).getPropertyValue('--font').trim()
