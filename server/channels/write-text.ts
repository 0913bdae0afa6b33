import { type Block, plainOf, type Span } from './rich-text.ts'

/** How one vendor marks words up. */
export type Markup = {
  /** Takes the meaning from every sign that would mean something. */
  escape: (text: string) => string
  strong: (text: string) => string
  emphasis: (text: string) => string
  code: (text: string) => string
  link: (text: string, url: string) => string
  heading: (text: string) => string
  quote: (text: string) => string
  block: (text: string) => string
}

export const writeText = (blocks: readonly Block[], markup: Markup): string =>
  blocks.map((block) => writeBlock(block, markup)).join('\n')

function writeBlock(block: Block, markup: Markup): string {
  switch (block.kind) {
    case 'paragraph':
      return writeSpans(block.spans, markup)
    case 'heading':
      return markup.heading(markup.escape(plainOf(block.spans)))
    case 'quote':
      return markup.quote(writeSpans(block.spans, markup))
    case 'item':
      return `${'  '.repeat(block.depth)}${block.mark} ${writeSpans(block.spans, markup)}`
    case 'code':
      return markup.block(markup.escape(block.text))
    case 'table':
      return tableLines(block.head, block.rows).map(markup.escape).join('\n')
  }
}

const writeSpans = (spans: Span[], markup: Markup): string =>
  spans
    .map((span) => {
      const text = markup.escape(span.text)
      switch (span.kind) {
        case 'text':
          return text
        case 'link':
          return markup.link(text, span.url)
        default:
          return markup[span.kind](text)
      }
    })
    .join('')

/** A table as lines, each value with the name of its column: it reads the same at any width. */
export const tableLines = (head: string[], rows: string[][]): string[] =>
  rows.map(([first = '', ...rest]) => {
    const told = rest.map((cell, at) => `${head[at + 1] ?? ''} ${cell}`.trim())
    return [first, told.join(', ')].filter((part) => part !== '').join(': ')
  })

const same = (text: string): string => text

/** No markup at all. */
export const plainMarkup: Markup = {
  escape: same,
  strong: same,
  emphasis: same,
  code: same,
  link: (text, url) => (text === url ? url : `${text} ${url}`),
  heading: same,
  quote: same,
  block: same,
}
