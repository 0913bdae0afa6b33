/** Text in lines of `width` pixels; a Han letter may end a line, a Latin word stays whole. */
export function wrapped(text: string, width: number, size: number): string[] {
  const pieces = text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []
  const lines: string[] = []
  for (const piece of pieces.flatMap((one) => cut(one, Math.floor(width / size)))) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last + piece.trimEnd(), size) <= width) {
      lines[lines.length - 1] = last + piece
    } else lines.push(piece.trimStart())
  }
  return lines
}

const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1 : 0.56) * size, 0)

/** What has no place to break is broken anyway. */
const cut = (piece: string, most: number): string[] =>
  piece.length <= most ? [piece] : (piece.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? [])
