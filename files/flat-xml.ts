import { xmlParser } from './parse-xml.ts'

const mostCharacters = 64 * 1024
const mostFields = 200

/**
 * The text of each element right under the root, by its name; deeper ones are passed over. Null for
 * what is no XML, is large, or has a DOCTYPE, whose entities could make it so.
 */
export function flatXml(xml: string): Record<string, string> | null {
  if (xml.length > mostCharacters) return null
  const fields = new Map<string, string>()
  let depth = 0
  let name = ''
  let text = ''
  const parser = xmlParser({
    open: (tag) => {
      depth += 1
      if (depth === 2) [name, text] = [tag.name, '']
    },
    text: (piece) => {
      if (depth === 2) text += piece
    },
    close: () => {
      if (depth === 2 && fields.size < mostFields) fields.set(name, text)
      depth -= 1
    },
  })
  try {
    parser.write(xml)
  } catch {
    return null
  }
  return depth === 0 && fields.size > 0 ? Object.fromEntries(fields) : null
}
