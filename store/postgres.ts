import pg from 'pg'
import { AppError } from '../base/app-error.ts'
import type { Connection, Engine } from './connection.ts'
import { fairTurns } from './fair-turns.ts'
import { valueParsers } from './values.ts'

/** `logins`: a separate login for a role, by role name; the others share `url`. */
export type PostgresOptions = {
  url: string
  logins?: Partial<Record<string, string>>
  poolSize?: number
}

type Lending = { pool: pg.Pool; turns: ReturnType<typeof fairTurns> }

const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    format === 'binary'
      ? pg.types.getTypeParser(id, 'binary')
      : (valueParsers[id] ?? pg.types.getTypeParser(id, 'text')),
}

/** A Postgres server, 15 to 18. */
export async function openPostgresEngine(options: PostgresOptions): Promise<Engine> {
  const { url, logins = {}, poolSize = 10 } = options
  const pools = new Map<string, Lending>()
  const poolFor = (role: string): Lending => {
    const connectionString = logins[role] ?? url
    const known = pools.get(connectionString)
    if (known !== undefined) return known
    const pool = new pg.Pool({ connectionString, max: poolSize, types, keepAlive: true })
    // An idle connection that dies is replaced at the next borrow.
    pool.on('error', () => undefined)
    const lending = { pool, turns: fairTurns(poolSize) }
    pools.set(connectionString, lending)
    return lending
  }
  await checkReachable(poolFor('owner').pool)

  return {
    kind: 'postgres',
    patienceMs: 0,
    borrow: ({ role, who }, work) => {
      const { pool, turns } = poolFor(role)
      return turns(who, async () => {
        const client = await pool.connect()
        let broken: Error | undefined
        try {
          return await work(connectionOf(client), (reason) => {
            broken ??= reason
            client.release(reason)
          })
        } finally {
          if (broken === undefined) client.release()
        }
      })
    },
    listen: (channel, heard) => listenOn(url, channel, heard),
    close: async () => {
      await Promise.all([...pools.values()].map(({ pool }) => pool.end()))
    },
  }
}

function connectionOf(client: pg.PoolClient): Connection {
  return {
    query: async (text, params, rowMode) => {
      const values = params.map(asPgValue)
      if (rowMode === 'array') return (await client.query({ text, values, rowMode })).rows
      return (await client.query({ text, values })).rows
    },
    exec: async (text) => {
      await client.query(text)
    },
  }
}

function asPgValue(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value) : value
}

async function listenOn(
  url: string,
  channel: string,
  heard: (payload: string) => void,
): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url, keepAlive: true })
  client.on('notification', (message) => heard(message.payload ?? ''))
  client.on('error', () => undefined)
  await client.connect()
  await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`)
  return () => client.end()
}

async function checkReachable(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('select 1')
  } catch (cause) {
    throw new AppError('unavailable', `the database at DATABASE_URL does not answer`, {
      cause,
      hint: `Check the address, the login and that the server runs: ${(cause as Error).message}`,
    })
  }
}
