import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFolderStore } from '../../store/index.ts'
import { fillTestFolder } from '../../store/test-db.ts'
import { makePlant } from '../../test/support/live-plant.ts'
import { loadConfig } from '../config.ts'
import { startServer } from '../serve.ts'
import { runHere } from '../test-cli.ts'

/** A folder with a small plant, and a server that listens on a port beside the commands. */
export async function serveTestFolder() {
  const data = mkdtempSync(join(tmpdir(), 'jidoka-cli-'))
  await fillTestFolder(data)
  const { db } = await openFolderStore(data)
  await makePlant({ db, clock: () => new Date() })
  await db.close()
  const flags = { data, port: '0' }
  const config = loadConfig({ env: { JIDOKA_LOG_LEVEL: 'silent' }, flags })
  const server = await startServer({ config, demo: null, progress: () => undefined })
  const run = (argv: string[], typed = '') => runHere([...argv, '--data', data], typed)
  return { ...server, run }
}
