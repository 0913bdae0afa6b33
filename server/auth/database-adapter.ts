import type { BetterAuthOptions } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { type Db, type Orm, schema } from '../../store/index.ts'

type Adapter = ReturnType<ReturnType<typeof drizzleAdapter>>
type Call = (argument: unknown) => Promise<unknown>

const methods = [
  'create',
  'findOne',
  'findMany',
  'count',
  'update',
  'updateMany',
  'delete',
  'deleteMany',
  'consumeOne',
  'incrementOne',
] as const

/**
 * better-auth's Drizzle adapter over our port: each call is one transaction under role `app`,
 * which is the only role that may read people's accounts and sessions.
 */
export function authDatabase(db: Db) {
  return (options: BetterAuthOptions): Adapter => {
    const over = (orm: Orm): Adapter =>
      drizzleAdapter(orm, { provider: 'pg', schema, transaction: false })(options)
    const inTransaction = (name: (typeof methods)[number]): Call => {
      return (argument) => db.tx('app', (tx) => (over(tx.orm)[name] as Call)(argument))
    }
    const calls = Object.fromEntries(methods.map((name) => [name, inTransaction(name)]))
    return {
      ...(calls as Pick<Adapter, (typeof methods)[number]>),
      id: 'jidoka',
      transaction: (work) => db.tx('app', (tx) => work(over(tx.orm))),
    }
  }
}
