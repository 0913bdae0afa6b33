import { type Archive, mostOfSmallParts, parsePart, type Tag } from '../../../files/index.ts'
import { attributeOf } from './attribute.ts'

/** What a style says of its paragraphs; headings from level 1. */
export type Style = {
  name: string
  level: number | null
  numId: string | null
  /** Of its list. */
  depth: number
}

type Written = Partial<Style> & { basedOn?: string }

/** The styles by their id, with what they take from those that they are based on. */
export async function readStyles(
  archive: Archive,
  part: string | undefined,
  signal?: AbortSignal,
): Promise<Map<string, Style>> {
  const written = new Map<string, Written>()
  let open: Written | undefined
  if (part !== undefined && archive.has(part)) {
    await parsePart(
      { archive, part, most: mostOfSmallParts, signal },
      {
        open: (tag) => {
          if (tag.name === 'style') {
            open = {}
            written.set(attributeOf(tag, 'styleId') ?? '', open)
          } else if (open !== undefined) take(open, tag)
        },
        close: (name) => {
          if (name === 'style') open = undefined
        },
      },
    )
  }
  return new Map([...written.keys()].map((id) => [id, resolved(written, id)]))
}

function take(style: Written, tag: Tag): void {
  const value = attributeOf(tag, 'val') ?? ''
  if (tag.name === 'name') {
    style.name = value
    const level = headingLevel(value)
    if (level !== null) style.level = level
  }
  if (tag.name === 'basedOn') style.basedOn = value
  if (tag.name === 'outlineLvl' && Number(value) < 9) style.level = Number(value) + 1
  if (tag.name === 'numId') style.numId = value
  if (tag.name === 'ilvl') style.depth = Number(value)
}

function headingLevel(name: string): number | null {
  if (/^(title|标题)$/i.test(name)) return 1
  const number = /^(?:heading|标题)\s*([1-9])$/i.exec(name)?.[1]
  return number === undefined ? null : Number(number)
}

const longestChain = 20

function resolved(written: Map<string, Written>, id: string): Style {
  const style: Style = { name: '', level: null, numId: null, depth: 0 }
  const chain: Written[] = []
  for (let at: string | undefined = id; at !== undefined && chain.length < longestChain; ) {
    const own: Written | undefined = written.get(at)
    if (own === undefined) break
    chain.unshift(own)
    at = own.basedOn
  }
  for (const { basedOn: _, ...own } of chain) Object.assign(style, own)
  return style
}
