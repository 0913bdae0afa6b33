import { sql } from 'drizzle-orm'
import type { Clock } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { checkQuestion } from './check-question.ts'
import { readView } from './read-views.ts'
import {
  checkName,
  checkReaders,
  isNameTaken,
  nameTaken,
  type SavedView,
  textArray,
  type ViewContent,
  viewColumns,
} from './saved-view.ts'

export type ViewChange = { siteId: string; id: string; version: number } & {
  [Part in keyof ViewContent]?: ViewContent[Part] | undefined
}

/** `other_version`: somebody changed it since; nothing was done, and `view` is what stands. */
export type ViewOutcome =
  | { outcome: 'changed' | 'other_version' | 'not_owner'; view: SavedView }
  | { outcome: 'not_found'; view: null }

/**
 * Changes what is given of a view and leaves the rest, unless it was changed meanwhile.
 *
 * @throws AppError as `saveView` does
 */
export async function changeView(
  deps: { db: Db; clock: Clock },
  principal: Principal,
  { siteId, id, version, ...given }: ViewChange,
): Promise<ViewOutcome> {
  const name = given.name === undefined ? null : checkName(given.name)
  const readers = given.readers === undefined ? null : checkReaders(given.readers)
  const asking = { principal, language: principal.language }
  const query = given.query === undefined ? null : await checkQuestion(deps, asking, given.query)
  const work = deps.db.tx(
    'report',
    async (tx): Promise<ViewOutcome> => {
      const [view] = await tx.rows<SavedView>(sql`
        update saved_view set version = version + 1, updated_at = ${deps.clock()},
          name = coalesce(${name}, name), form = coalesce(${given.form ?? null}, form),
          query = coalesce(${query === null ? null : JSON.stringify(query)}::jsonb, query),
          readers = ${readers === null ? sql`readers` : textArray(readers)}
        where site_id = ${siteId} and id = ${id} and version = ${version}
        returning ${viewColumns}`)
      if (view !== undefined) return { outcome: 'changed', view }
      return standing(await readView(tx, { siteId, id }), principal)
    },
    { principal },
  )
  return work.catch((error: unknown) => {
    throw isNameTaken(error) ? nameTaken(name ?? '') : error
  })
}

/** Why a conditional write did nothing. */
export function standing(view: SavedView | null, { userId }: Principal): ViewOutcome {
  if (view === null) return { outcome: 'not_found', view }
  return { outcome: view.ownerId === userId ? 'other_version' : 'not_owner', view }
}
