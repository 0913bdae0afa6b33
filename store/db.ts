import type { SQL } from 'drizzle-orm'
import type { PgRemoteDatabase } from 'drizzle-orm/pg-proxy'
import type { Principal } from '../base/principal.ts'
import type * as schema from './schema/index.ts'

/**
 * The roles that the database itself enforces (migrations/0001_gate.sql):
 * read: select plant rows of one's sites. propose: read, and file proposals by one function.
 * decide: read, and decide by one function. execute: write effects, inside an execution only.
 * ingest: write plant data and documents. app: people and tokens. chat: conversations. report:
 * saved views, pages of teams and subscriptions. channel: what comes from chat systems and goes to them. owner:
 * migrations.
 */
export type DbRole =
  | ('read' | 'propose' | 'decide' | 'execute')
  | ('ingest' | 'app' | 'chat' | 'report' | 'channel' | 'owner')

export type Orm = PgRemoteDatabase<typeof schema>

/** One transaction under one role. Timestamps come as `Date`, int8 and numeric as `number`. */
export type Tx = {
  orm: Orm
  /** Rows as objects, keys as the statement names its columns. */
  rows: <T = Record<string, unknown>>(query: SQL) => Promise<T[]>
  /** Statements without parameters (DDL); several at once. */
  exec: (statements: string) => Promise<void>
}

export type TxOptions = {
  /** Whose rows; omitted: the server itself, which sees every site. */
  principal?: Principal
  signal?: AbortSignal
  /** Statement deadline, milliseconds; default 30,000. */
  timeoutMs?: number
}

export type Db = {
  kind: 'pglite' | 'postgres'
  /** Runs `work` in one transaction under `role`; rolls back when it throws. */
  tx: <T>(role: DbRole, work: (tx: Tx) => Promise<T>, options?: TxOptions) => Promise<T>
  /** LISTEN: a wake-up, never the only way to learn of a change. */
  listen: (channel: string, heard: (payload: string) => void) => Promise<() => Promise<void>>
  close: () => Promise<void>
}
