import type { SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/pg-proxy'
import { AppError } from '../base/app-error.ts'
import type { Principal } from '../base/principal.ts'
import { sitesOf } from '../base/principal.ts'
import type { Connection, Engine } from './connection.ts'
import type { Db, DbRole, Orm, Tx, TxOptions } from './db.ts'
import * as schema from './schema/index.ts'

const dialect = new PgDialect()
const defaultTimeoutMs = 30_000

/** The `Db` port over an engine. */
export function dbOver(engine: Engine): Db {
  return {
    kind: engine.kind,
    tx: (role, work, options = {}) => runTx({ engine, role, work, options }),
    listen: engine.listen,
    close: engine.close,
  }
}

type TxRun<T> = {
  engine: Engine
  role: DbRole
  work: (tx: Tx) => Promise<T>
  options: TxOptions
}

async function runTx<T>({ engine, role, work, options }: TxRun<T>): Promise<T> {
  options.signal?.throwIfAborted()
  return engine.borrow(role, async (connection, abandon) => {
    const deadline = startDeadline(options, abandon)
    try {
      await begin(connection, role, options.principal)
      const result = await work(txOver(connection))
      await connection.exec('COMMIT')
      return result
    } catch (error) {
      if (deadline.passed === undefined) await connection.exec('ROLLBACK').catch(() => undefined)
      throw deadline.passed ?? error
    } finally {
      deadline.stop()
    }
  })
}

/** A transaction that outlives its deadline or its caller loses its connection, hence its effect. */
function startDeadline(options: TxOptions, abandon: (reason: Error) => void) {
  const state: { passed: Error | undefined; stop: () => void } = {
    passed: undefined,
    stop: () => undefined,
  }
  const end = (reason: Error) => {
    state.passed = reason
    abandon(reason)
  }
  const ms = options.timeoutMs ?? defaultTimeoutMs
  const timer = setTimeout(
    () => end(new AppError('timeout', `the database took longer than ${ms / 1000} s`)),
    ms,
  )
  const onAbort = () => end(new AppError('timeout', 'cancelled'))
  options.signal?.addEventListener('abort', onAbort, { once: true })
  state.stop = () => {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', onAbort)
  }
  return state
}

/** Ids of sites, roles and people hold nothing else; any other text goes as a parameter. */
const harmless = /^[\w@.:*,/+ -]*$/

/** The settings come first: a role may read them but the server alone chooses them. */
async function begin(connection: Connection, role: DbRole, principal: Principal | undefined) {
  const rights = rowRights(principal)
  const enter = role === 'owner' ? '' : `; SET LOCAL ROLE jidoka_${role}`
  const [sites = '', roles = '', user = ''] = rights
  if (rights.every((text) => harmless.test(text))) {
    await connection.exec(`BEGIN; select set_config('jidoka.sites', '${sites}', true),
      set_config('jidoka.roles', '${roles}', true), set_config('jidoka.user', '${user}', true)${enter}`)
    return
  }
  await connection.exec('BEGIN')
  await connection.query(
    `select set_config('jidoka.sites', $1, true), set_config('jidoka.roles', $2, true),
      set_config('jidoka.user', $3, true)`,
    rights,
    'array',
  )
  if (enter !== '') await connection.exec(enter.slice(2))
}

const ormOver = (connection: Connection): Orm =>
  drizzle(async (text, params) => ({ rows: await connection.query(text, params, 'array') }), {
    schema,
  })

function rowRights(principal: Principal | undefined): string[] {
  if (principal === undefined) return ['*', '', '']
  const held = principal.roles.flatMap(({ siteId, role }) => [`${siteId}/${role}`, `group/${role}`])
  return [[...sitesOf(principal), 'group'].join(','), held.join(','), principal.userId]
}

function txOver(connection: Connection): Tx {
  let orm: Orm | undefined
  return {
    // Reading the schema takes it longer than most statements take to run.
    get orm() {
      orm ??= ormOver(connection)
      return orm
    },
    rows: async <T>(query: SQL) => {
      const { sql, params } = dialect.sqlToQuery(query)
      return (await connection.query(sql, params, 'object')) as T[]
    },
    exec: connection.exec,
  }
}
