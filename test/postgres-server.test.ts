import pg from 'pg'
import { expect, test } from 'vitest'

const url = process.env.JIDOKA_TEST_POSTGRES_URL
const bundled = process.platform === 'linux' && process.arch === 'x64'

test.skipIf(!bundled)('the tests have a PostgreSQL server of their own', async () => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query("select current_setting('max_connections')::int as most")
  await client.end()
  expect(rows).toEqual([{ most: 200 }])
})
