import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import type { Clock, NewId } from '../../base/ports.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { checkQuestion } from './check-question.ts'
import {
  checkName,
  checkOwnSite,
  checkReaders,
  isNameTaken,
  nameTaken,
  type SavedView,
  textArray,
  type ViewContent,
  viewColumns,
} from './saved-view.ts'

type Deps = { db: Db; clock: Clock; newId: NewId }

const mostViews = 100

/**
 * Keeps a question under a name, for its owner alone unless `readers` says more.
 *
 * @throws AppError for a question that cannot be asked (with the nearest known names), a name that
 * the person has used, or one view too many
 */
export async function saveView(
  deps: Deps,
  principal: Principal,
  given: ViewContent & { siteId: string },
): Promise<SavedView> {
  const { siteId, form } = given
  checkOwnSite(principal, siteId)
  const name = checkName(given.name)
  const readers = checkReaders(given.readers)
  const query = await checkQuestion(deps, { principal, language: principal.language }, given.query)
  const owner = principal.userId
  const at = deps.clock()
  return deps.db
    .tx(
      'report',
      async (tx) => {
        const [found] = await tx.rows<{ count: number }>(sql`
          select count(*)::int as count from saved_view where owner_id = ${owner}`)
        if ((found?.count ?? 0) >= mostViews) throw tooMany()
        const [row] = await tx.rows<SavedView>(sql`
          insert into saved_view
            (site_id, id, owner_id, name, query, form, readers, version, created_at, updated_at)
          values (${siteId}, ${deps.newId('view')}, ${owner}, ${name}, ${JSON.stringify(query)},
            ${form}, ${textArray(readers)}, 1, ${at}, ${at})
          returning ${viewColumns}`)
        if (row === undefined) throw new AppError('internal', 'the view was not stored')
        return row
      },
      { principal },
    )
    .catch((error: unknown) => {
      throw isNameTaken(error) ? nameTaken(name) : error
    })
}

const tooMany = () =>
  new AppError('conflict', `You have ${mostViews} views, which is as many as one may have.`, {
    hint: 'Delete one that you need no more.',
  })
