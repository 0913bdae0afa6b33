/** Words inside a line. A link leads into the inbox of this server and nowhere else. */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'em' | 'mark'; parts: Inline[] }
  | { kind: 'inbox'; siteId: string; id: string }

/** Around what a citation quotes; private-use characters, which no text has a meaning for. */
export const markStart = '\uE000'
export const markEnd = '\uE001'

const token = new RegExp(
  [
    `${markStart}([^${markEnd}]*)${markEnd}`,
    '\\*\\*(?=\\S)(.+?)(?<=\\S)\\*\\*',
    '`([^`]+)`',
    '(?<![\\w*])\\*(?=[^\\s*])([^*]+?)(?<=[^\\s*])\\*(?![\\w*])',
    'https?://[^\\s/]+/inbox/([\\w-]+)/([\\w-]+)',
  ].join('|'),
  'u',
)

/** A model's link to anywhere else stays words: following it could carry data out. */
export function readInline(line: string): Inline[] {
  const parts: Inline[] = []
  let rest = line
  for (;;) {
    const found = token.exec(rest)
    pushText(parts, found === null ? rest : rest.slice(0, found.index))
    if (found === null) return parts
    parts.push(inlineOf(found))
    rest = rest.slice(found.index + found[0].length)
  }
}

function inlineOf([all, marked, strong, code, em, siteId, id]: RegExpExecArray): Inline {
  if (marked !== undefined) return { kind: 'mark', parts: readInline(marked) }
  if (strong !== undefined) return { kind: 'strong', parts: readInline(strong) }
  if (code !== undefined) return { kind: 'code', text: plain(code) }
  if (em !== undefined) return { kind: 'em', parts: readInline(em) }
  if (siteId !== undefined && id !== undefined) return { kind: 'inbox', siteId, id }
  return { kind: 'text', text: plain(all) }
}

function pushText(parts: Inline[], text: string): void {
  const shown = plain(text)
  if (shown !== '') parts.push({ kind: 'text', text: shown })
}

const plain = (text: string): string => text.replaceAll(markStart, '').replaceAll(markEnd, '')

export const wordsOf = (parts: Inline[]): string =>
  parts
    .map((part) =>
      'text' in part
        ? part.text
        : 'parts' in part
          ? wordsOf(part.parts)
          : `${part.siteId}/${part.id}`,
    )
    .join('')
