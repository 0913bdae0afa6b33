import { sql } from 'drizzle-orm'
import type { Tx } from '../../store/index.ts'
import { headingOf, isProcedure, pageAt, type Range } from '../citation.ts'
import { isWarning, warningsInLine } from '../sentences.ts'

/** Word for word, with the place where it stands. */
export type Warning = { quote: string; page: number | null; heading: string; range: Range }

type Found = {
  siteId: string
  document: string
  revision: number
  seq: number
  headingPath: string[]
  text: string
  page: number | null
}

/** Part of a heading under which the lines that warn hold for what stands beside it. */
const safetyHeading = /safety|warning|caution|danger|安全|警告|注意事项|危险/iu
/** Under such a heading every line is a warning. */
const allWarns =
  /^[\d.\s]*(?:safety\b(?!\s+(?:device|valve|switch|test))|warnings?\b|cautions?\b|dangers?\b|人身安全|安全(?!阀|门|装置|光幕)|警告|注意事项|危险)|警告|注意事项|warnings?$/iu
/** A section of so many passages is about one thing: its warnings hold for each procedure in it. */
const aboutOneThing = 40
/** In a longer one only those that stand so many passages before or after. */
const near = 4

/**
 * Adds to each passage the warnings that hold for it: its own; and for a procedure those of the
 * sections around it, of the sections beside it whatever they are called, and of safety sections.
 */
export async function warningsOf<P extends Found>(
  tx: Tx,
  passages: P[],
): Promise<(P & { warnings: Warning[] })[]> {
  const procedures = passages.filter(({ text }) => isProcedure(text))
  const around = procedures.length === 0 ? [] : await mayWarn(tx, procedures)
  return passages.map((passage) => {
    const at = procedures.indexOf(passage)
    const holding = around.filter((other) => other.at === at && holdsFor(other, passage))
    const all = (at === -1 ? [passage] : holding).flatMap((other) => warningsIn(other, passage))
    return { ...passage, warnings: [...new Map(all.map((w) => [w.quote, w])).values()] }
  })
}

type Holding = Pick<Found, 'seq' | 'headingPath' | 'text' | 'page'>

const labels = 'warning|caution|danger|警告|注意|危险|小心|当心|严禁|禁止|切勿|⚠|^>'

/** Passages that stand above a procedure, beside it, or under safety; `at` says for which. */
async function mayWarn(tx: Tx, procedures: Found[]): Promise<(Holding & { at: number })[]> {
  const keys = procedures.map(({ siteId, document, revision, seq, headingPath }, at) => ({
    ...{ at, site: siteId, document, revision, seq, path: headingPath },
    parent: headingPath.slice(0, -1),
  }))
  return tx.rows<Holding & { at: number }>(sql`
    with p as (
      select * from json_to_recordset(${JSON.stringify(keys)}::json)
        as p(at int, site text, document text, revision int, seq int, path text[], parent text[])
    ), beside as (
      select p.at, c.seq, count(*) over (partition by p.at) as size from p
      join chunk c on c.site_id = p.site and c.document_id = p.document and c.revision = p.revision
      where c.heading_path[1:cardinality(p.parent)] = p.parent
    )
    select p.at, c.seq, c.page, c.heading_path as "headingPath", c.text
    from p
    join chunk c on c.site_id = p.site and c.document_id = p.document and c.revision = p.revision
    left join beside b on b.at = p.at and b.seq = c.seq
    where c.heading_path = p.path[1:cardinality(c.heading_path)]
      or array_to_string(c.heading_path, ' ') ~* ${safetyHeading.source}
      or (c.text ~* ${labels} and (b.size <= ${aboutOneThing} or abs(b.seq - p.seq) <= ${near}))
    order by p.at, c.seq`)
}

/** A safety section holds for what lies under the heading above it. */
function holdsFor({ headingPath }: Holding, passage: Found): boolean {
  const safety = headingPath.findIndex((heading) => safetyHeading.test(heading))
  const reach = safety === -1 ? [] : headingPath.slice(0, safety)
  return reach.every((heading, at) => passage.headingPath[at] === heading)
}

/**
 * The warnings of a passage. Those in the middle of a step belong to that step: they come with their
 * own section only.
 */
function warningsIn(found: Holding, { headingPath }: Found): Warning[] {
  const heading = headingOf(found.headingPath)
  const own = heading === headingOf(headingPath)
  const every = allWarns.test(found.headingPath.at(-1) ?? '')
  return [...found.text.matchAll(/[^\n\f]+/g)].flatMap(({ 0: line, index }) => {
    const whole = every || isWarning(line) ? [{ start: 0, text: line }] : []
    const warnings = whole.length === 0 && own ? warningsInLine(line) : whole
    return warnings.map(({ start, text }) => {
      const quote = text.trim()
      const from = index + start + text.indexOf(quote)
      const range = { passage: found.seq, from, to: from + quote.length }
      return { quote, page: pageAt(found, from), heading, range }
    })
  })
}
