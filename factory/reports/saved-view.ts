import { sql } from 'drizzle-orm'
import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'
import { type Principal, sitesOf } from '../../base/principal.ts'
import { roles } from '../../store/index.ts'
import type { KpiQuery } from '../metrics/index.ts'
import { refused, unknownValue } from '../refuse.ts'

export type ViewForm = 'chart' | 'table'

/** A question that a person keeps. Its figures are worked out for each reader anew. */
export type SavedView = {
  siteId: string
  id: string
  ownerId: string
  name: string
  query: KpiQuery
  form: ViewForm
  /** Roles of the site; `*` is everybody there, none is the owner alone. */
  readers: string[]
  /** Grows with each change: who changes says which one they saw. */
  version: number
  updatedAt: Date
}

/** What a person says of a view; the rest is the store's. */
export type ViewContent = Pick<SavedView, 'name' | 'query' | 'form' | 'readers'>

const everybody = '*'
const longestName = 80

export const viewColumns = sql`site_id as "siteId", id, owner_id as "ownerId", name, query, form,
  readers, version, updated_at as "updatedAt"`

/** A list as one parameter: the stores do not agree on arrays. */
export const textArray = (values: string[]) =>
  sql`array(select json_array_elements_text(${JSON.stringify(values)}::json))`

/** One line of text without what cannot be seen. @throws AppError for none, or for too much */
export function checkName(typed: string): string {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  const length = [...name].length
  if (length === 0) throw refused('name', 'it is empty', 'Say what the view shows.')
  if (length <= longestName) return name
  throw refused('name', `it has ${length} characters`, `Take at most ${longestName}.`)
}

/** Everybody makes every other reader needless. @throws AppError for what is no role */
export function checkReaders(typed: string[]): string[] {
  const known: readonly string[] = roles
  for (const reader of typed) {
    if (reader !== everybody && !known.includes(reader)) {
      throw unknownValue('readers', reader, [everybody, ...known])
    }
  }
  return typed.includes(everybody) ? [everybody] : known.filter((role) => typed.includes(role))
}

/** @throws AppError when it is no site of the person */
export function checkOwnSite(principal: Principal, siteId: string): void {
  const sites = sitesOf(principal)
  if (sites.includes(siteId)) return
  const near = nearest(siteId.slice(0, 80), sites)[0]
  throw new AppError('not_found', `There is no site "${siteId.slice(0, 80)}" that you may see.`, {
    field: 'siteId',
    hint: `${near === undefined ? '' : `Did you mean ${near}? `}Yours: ${sites.join(', ')}.`,
  })
}

export const nameTaken = (name: string) =>
  new AppError('conflict', `You have a view "${name}" already.`, {
    field: 'name',
    hint: 'Take another name, or change that view.',
  })

/** The index of names says no where two requests of a person came at once. */
export const isNameTaken = (error: unknown): boolean =>
  [error, (error as { cause?: unknown }).cause].some(
    (one) => one instanceof Error && 'code' in one && one.code === '23505',
  )
