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
  const who = options.principal?.userId ?? null
  return engine.borrow({ role, who }, async (connection, abandon) => {
    // It may have waited for its turn longer than its caller did.
    options.signal?.throwIfAborted()
    const deadline = startDeadline(options, { abandon, patienceMs: engine.patienceMs })
    const wanted = whileWanted(connection, deadline)
    try {
      await begin(connection, role, options.principal)
      const result = await work(txOver(wanted))
      await wanted.exec('COMMIT')
      return result
    } catch (error) {
      if (deadline.passed === undefined) await connection.exec('ROLLBACK').catch(() => undefined)
      throw deadline.passed ?? error
    } finally {
      deadline.stop()
    }
  })
}

type Deadline = {
  /** The caller has gone: no further statement is begun, and nothing is committed. */
  left: Error | undefined
  /** The connection was ended. */
  passed: Error | undefined
  stop: () => void
}

/**
 * A transaction that outlives its deadline loses its connection, hence its effect. One whose caller
 * has gone is rolled back after the statement that runs, or loses its connection after `patienceMs`.
 */
function startDeadline(
  { timeoutMs: ms = defaultTimeoutMs, signal }: TxOptions,
  { abandon, patienceMs }: { abandon: (reason: Error) => void; patienceMs: number },
): Deadline {
  const end = (reason: Error) => {
    state.passed = reason
    abandon(reason)
  }
  const late = new AppError('timeout', `the database took longer than ${ms / 1000} s`)
  const timers = [setTimeout(() => end(late), ms)]
  const onAbort = () => {
    const cancelled = new AppError('timeout', 'cancelled')
    state.left = cancelled
    if (patienceMs === 0) end(cancelled)
    else timers.push(setTimeout(() => end(cancelled), patienceMs))
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  const state: Deadline = {
    ...{ left: undefined, passed: undefined },
    stop: () => {
      for (const timer of timers) clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    },
  }
  return state
}

/** Statements of a transaction, as long as somebody waits for it. */
function whileWanted({ query, exec }: Connection, deadline: Deadline): Connection {
  const check = () => {
    if (deadline.left !== undefined) throw deadline.left
  }
  return {
    query: async (...statement) => {
      check()
      return query(...statement)
    },
    exec: async (statements) => {
      check()
      return exec(statements)
    },
  }
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
