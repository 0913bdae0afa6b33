import { postgresBinaries, startPostgresServer } from './postgres-server.ts'

/** Gives the tests a PostgreSQL server by JIDOKA_TEST_POSTGRES_URL, unless the caller already did. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.JIDOKA_TEST_POSTGRES_URL) return undefined
  const native = postgresBinaries()
  if (native === null) {
    console.warn(
      `Tests on a PostgreSQL server are skipped: no binaries for ${process.platform}-${process.arch}. ` +
        'Set JIDOKA_TEST_POSTGRES_URL to run them on a server of yours.',
    )
    return undefined
  }
  const server = await startPostgresServer(native)
  process.env.JIDOKA_TEST_POSTGRES_URL = server.url
  return server.stop
}
