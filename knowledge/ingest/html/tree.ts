import type { DefaultTreeAdapterTypes } from 'parse5'

export type Node = DefaultTreeAdapterTypes.ChildNode
export type Element = DefaultTreeAdapterTypes.Element

export const isElement = (node: Node): node is Element => 'tagName' in node

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value

/** For programs, or for moving about the site. */
const silent = new Set(
  'script style template noscript head svg math nav iframe object audio video canvas map input button select textarea'.split(
    ' ',
  ),
)
const unseen = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0)/i

/** What a reader of the page cannot see is no part of the document. */
export function isVisible(element: Element): boolean {
  if (silent.has(element.tagName)) return false
  return (
    attribute(element, 'hidden') === undefined && !unseen.test(attribute(element, 'style') ?? '')
  )
}

const blockTags = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)

/** Whether an element stands on lines of its own. */
export function isBlock(element: Element): boolean {
  if (blockTags.has(element.tagName)) return true
  return element.childNodes.some((node) => isElement(node) && isBlock(node))
}

/** Words of an element, line breaks kept. */
export function textOf(node: Node): string {
  if ('value' in node) return node.value.replace(/\s+/g, ' ')
  if (!isElement(node) || !isVisible(node)) return ''
  if (node.tagName === 'br') return '\n'
  const text = node.childNodes.map(textOf).join('')
  return node.tagName === 'sup' && /^\d+$/.test(text) ? `^${text}` : text
}

/** Words of preformatted text, as they stand. */
export function rawText(node: Node): string {
  if ('value' in node) return node.value
  return isElement(node) ? node.childNodes.map(rawText).join('') : ''
}
