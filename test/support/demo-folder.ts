import { cp } from 'node:fs/promises'
import { madeOnce } from '../../store/test-once.ts'
import { serveJidoka } from './jidoka.ts'

/** A data folder as `jidoka serve --demo` leaves it after its first start, which is a real one. */
export async function fillDemoFolder(dataDir: string): Promise<void> {
  const served = await madeOnce('served', async (draft) => {
    const server = await serveJidoka(['--demo', '--data', draft])
    const status = await server.stop()
    if (status !== 0) throw new Error(`the first server ended with ${status}`)
  })
  await cp(served, dataDir, { recursive: true })
}
