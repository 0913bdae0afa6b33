import type { Tokens } from '../../charts/index.ts'

const margin = 32
const ratio = 2
const titleSize = 20
const captionSize = 13
const lineHeight = 20

const pictureWidth = 960
export const innerWidth = pictureWidth - 2 * margin

type Wanted = {
  title: string
  /** Below the picture, each on lines of its own. */
  notes: string[]
  height: number
  tokens: Tokens
  /** Draws from (0, 0) to (`innerWidth`, `height`). */
  paint: (pen: CanvasRenderingContext2D) => void
}

/**
 * A picture to hand on: it goes where the page does not, so it says what it shows above, and window,
 * unit and source below.
 *
 * @returns null where the browser cannot draw
 */
export async function pictureFile({ title, notes, height, tokens, paint }: Wanted) {
  const canvas = document.createElement('canvas')
  const top = margin + titleSize + 20
  const lines = notes.filter((note) => note !== '').flatMap(wrapped)
  const whole = top + height + 20 + lines.length * lineHeight + margin
  Object.assign(canvas, { width: pictureWidth * ratio, height: whole * ratio })
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  // Canvas does not wait for the parts of a Chinese font that no page has shown yet.
  await Promise.all([
    document.fonts.load(`600 ${titleSize}px ${tokens.font}`, title),
    document.fonts.load(`${captionSize}px ${tokens.font}`, notes.join('')),
  ])
  pen.scale(ratio, ratio)
  pen.fillStyle = tokens.surface
  pen.fillRect(0, 0, pictureWidth, whole)
  pen.textBaseline = 'top'
  pen.fillStyle = tokens.ink
  pen.font = `600 ${titleSize}px ${tokens.font}`
  pen.fillText(title, margin, margin, innerWidth)
  pen.save()
  pen.translate(margin, top)
  paint(pen)
  pen.restore()
  pen.fillStyle = tokens.inkSoft
  pen.font = `${captionSize}px ${tokens.font}`
  lines.forEach((line, at) => {
    pen.fillText(line, margin, top + height + 20 + at * lineHeight, innerWidth)
  })
  return new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
}

/** At its semicolons, where it is too long for one line. */
function wrapped(text: string): string[] {
  const most = innerWidth / (captionSize * 0.62)
  const sizeOf = (line: string) =>
    [...line].reduce((sum, one) => sum + (one > '\u2e7f' ? 1.6 : 1), 0)
  const lines: string[] = []
  for (const part of text.split(/(?<=[;；])/)) {
    const last = lines.at(-1)
    if (last !== undefined && sizeOf(last + part) <= most) lines[lines.length - 1] = last + part
    else lines.push(part.trimStart())
  }
  return lines
}
