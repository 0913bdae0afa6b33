import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for what the tests of one run share, named by JIDOKA_TEST_RUN; see `madeOnce`. */
export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'jidoka-test-run-'))
  process.env.JIDOKA_TEST_RUN = folder
  return () => rm(folder, { recursive: true, force: true })
}
