/** About what a model's tokenizer makes of a text: four Latin characters a token, one Chinese. */
export function tokensOf(text: string): number {
  const wide = [...text].filter((one) => one > '\u2e7f').length
  return Math.ceil(wide + (text.length - wide) / 4)
}
