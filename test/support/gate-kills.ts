/** Processes that are killed at a named boundary between decision and effect. */
import type { ShownProposal } from '../../actions/index.ts'
import { requestsOf } from '../../actions/test-gate.ts'
import { randomId } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import { type Boundary, startGateProcess } from './gate-process.ts'
import type { Raced } from './gate-races.ts'

export async function fileOne(db: Db): Promise<ShownProposal> {
  const { siteId, id, version, argsSha256 } = await requestsOf(db, randomId)(randomId('kill'))
  return { siteId, id, version, argsSha256 }
}

/** Approves in a process of its own, which is killed at the boundary, with SIGKILL. */
export async function approveAndKill(
  store: string,
  ...[shown, boundary]: [shown: ShownProposal, boundary: Boundary]
): Promise<void> {
  const process = await startGateProcess(store, boundary)
  try {
    const word = await process.act({ do: 'approve', by: 'supervisor', shown })
    const early = boundary === 'deciding' || boundary === 'decided'
    if (word !== (early ? 'frozen' : 'approved')) throw new Error(`${boundary}: ${word}`)
    if (!early && (await process.execute()) !== 'frozen') throw new Error(`${boundary} passed`)
  } finally {
    await process.kill()
  }
}

/** What must have come of it; an approval that was killed before its commit never was. */
export const afterKill = ({ id }: ShownProposal, boundary: Boundary): Raced => ({
  ...{ name: 'approve/approve', id },
  won: boundary === 'deciding' ? [] : ['approved'],
})
