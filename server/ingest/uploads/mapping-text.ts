import { Document, isMap, isScalar } from 'yaml'

import type { GuessedFile } from './guess-file.ts'

/** The mapping as YAML for a person to correct, each guess with how sure it is and what stands there. */
export function mappingText({ mapping, sheets, savedAt, problems }: GuessedFile): string {
  const document = new Document(mapping)
  const used = sheets.filter(({ stream }) => stream !== null)
  for (const [at, { seen, columns }] of used.entries()) {
    const row = document.getIn(['files', at, 'outputs', 0, 'row'])
    if (!isMap(row)) continue
    for (const pair of row.items) {
      if (!isScalar(pair.key)) continue
      const field = String(pair.key.value)
      const place = columns.findIndex((column) => column.field === field)
      const column = seen[place]
      if (column === undefined) continue
      const sure = Math.round(100 * (columns[place]?.confidence ?? 0))
      pair.key.commentBefore = ` ${sure} %: ${column.name}, such as ${samplesOf(column.samples)}`
    }
    const unused = seen.filter((_, place) => (columns[place]?.field ?? null) === null)
    if (unused.length > 0) row.comment = ` not used: ${unused.map(({ name }) => name).join(', ')}`
  }
  document.commentBefore = [
    headline(savedAt),
    ...problems.map((problem) => ` problem: ${problem}`),
  ].join('\n')
  return document.toString({ lineWidth: 0 })
}

const headline = (savedAt: Date | null): string =>
  savedAt === null
    ? ' A guess: look at it, correct it, and give it with --map.'
    : ` As on ${savedAt.toISOString().slice(0, 10)}, when a file with these headers was imported.`

const samplesOf = (samples: readonly string[]): string =>
  [...new Set(samples)]
    .slice(0, 3)
    .map((text) => JSON.stringify(text.replace(/\s+/g, ' ').slice(0, 40)))
    .join(', ')
