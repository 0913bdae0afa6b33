import { posix } from 'node:path'
import type { Archive } from './archive.ts'
import { parseXml, type XmlEvents, xmlParser } from './parse-xml.ts'

export type PartSource = {
  archive: Archive
  part: string
  most: number
  signal?: AbortSignal | undefined
}

/** What a part of an Office package points at; the type ends with what it is (`/styles`). */
export type Relation = { id: string; type: string; part: string }

/** Parts other than sheets, texts and strings are small. */
export const mostOfSmallParts = 20 * 1024 * 1024

/** @throws AppError invalid_input naming the part that is no XML */
export async function parsePart(
  { archive, part, most, signal }: PartSource,
  events: XmlEvents,
): Promise<void> {
  const parser = xmlParser(events)
  for await (const piece of archive.read(part, most, signal)) {
    parseXml(parser, piece, { part, kind: archive.kind })
  }
}

/** Relations of a part; of the package itself for ''. */
export async function relationsOf(
  archive: Archive,
  of: string,
  signal?: AbortSignal,
): Promise<Relation[]> {
  const part = posix.join(posix.dirname(of), '_rels', `${posix.basename(of)}.rels`)
  if (!archive.has(part)) return []
  const found: Relation[] = []
  const source = { archive, part, most: mostOfSmallParts, signal }
  await parsePart(source, {
    open: ({ name, attributes: { Id: id = '', Type: type = '', Target: target = '' } }) => {
      if (name !== 'Relationship') return
      const to = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(of), target)
      found.push({ id, type, part: to })
    },
  })
  return found
}

/** The part that a package is about. */
export async function mainPartOf(archive: Archive, signal?: AbortSignal): Promise<string | null> {
  const relations = await relationsOf(archive, '', signal)
  const main = relations.find(({ type }) => type.endsWith('/officeDocument'))
  return main === undefined || !archive.has(main.part) ? null : main.part
}
