import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { headingOf, isProcedure, pageAt } from '../citation.ts'
import { isWarning } from '../sentences.ts'

export type Warning = { quote: string; page: number | null; heading: string }

type Place = { siteId: string; document: string; revision: number }
type Found = Place & { headingPath: string[]; text: string; page: number | null }

const safetyHeading = /safety|warning|caution|danger|安全|警告|注意事项|危险/iu

/**
 * Adds to each passage the warnings that hold for it: its own; and for a procedure those of the
 * sections around it and of the safety section beside them.
 */
export async function warningsOf<P extends Found>(
  tx: Tx,
  passages: P[],
): Promise<(P & { warnings: Warning[] })[]> {
  const procedures = passages.filter(({ text }) => isProcedure(text))
  const near = procedures.length === 0 ? [] : await mayWarn(tx, procedures)
  return passages.map((passage) => {
    const around = near.filter(
      (other) => isSameRevision(other, passage) && holdsFor(other, passage),
    )
    const sections = procedures.includes(passage) ? around : [passage]
    const warnings = sections.flatMap(warningsIn)
    return { ...passage, warnings: [...new Map(warnings.map((w) => [w.quote, w])).values()] }
  })
}

/** Passages of the same revisions that stand above a procedure or under a heading of safety. */
async function mayWarn(tx: Tx, procedures: Found[]): Promise<Found[]> {
  const keys = JSON.stringify(
    procedures.map(({ siteId, document, revision, headingPath }) => ({
      site: siteId,
      document,
      revision,
      path: headingPath,
    })),
  )
  return tx.rows<Found>(sql`
    select distinct c.site_id as "siteId", c.document_id as document, c.revision, c.seq, c.page,
      c.heading_path as "headingPath", c.text
    from json_to_recordset(${keys}::json) as p(site text, document text, revision int, path text[])
    join chunk c on c.site_id = p.site and c.document_id = p.document and c.revision = p.revision
    where c.heading_path = p.path[1:cardinality(c.heading_path)]
      or array_to_string(c.heading_path, ' ') ~* ${safetyHeading.source}
    order by c.seq`)
}

function isSameRevision(a: Place, b: Place): boolean {
  return a.siteId === b.siteId && a.document === b.document && a.revision === b.revision
}

function holdsFor(other: Found, passage: Found): boolean {
  const safety = other.headingPath.findIndex((heading) => safetyHeading.test(heading))
  const reach = safety === -1 ? other.headingPath : other.headingPath.slice(0, safety)
  return reach.every((heading, at) => passage.headingPath[at] === heading)
}

/** The warnings of a passage; under a heading of warnings every line is one. */
function warningsIn(found: Found): Warning[] {
  const { headingPath, text } = found
  const all = /warning|caution|danger|警告|注意事项|危险|安全须知|安全注意/iu.test(
    headingPath.at(-1) ?? '',
  )
  return [...text.matchAll(/[^\n\f]+/g)]
    .filter(([line]) => all || isWarning(line))
    .map(({ 0: line, index }) => ({
      quote: line.trim(),
      page: pageAt(found, index),
      heading: headingOf(headingPath),
    }))
}
