import { hkdfSync } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { z } from 'zod'
import type { Clock } from '../../base/ports.ts'
import type { Secret } from '../secret.ts'

export const flowLifetime_s = 10 * 60

const flow = z.strictObject({
  proofs: z.strictObject({ state: z.string(), nonce: z.string(), verifier: z.string() }),
  /** The page of ours that they came from. */
  to: z.string(),
  /** Somebody signed in signs in once more: who, by which session, and since when. */
  again: z
    .strictObject({ userId: z.string(), sessionId: z.string(), since: z.number() })
    .nullable(),
})
export type Flow = z.output<typeof flow>

/**
 * A sign-in that is on its way, kept by its own browser: nothing is stored for whoever only knocks. Sealed,
 * so that nobody reads the proofs or writes their own.
 */
export function flowSeal({ signing, clock }: { signing: Secret; clock: Clock }) {
  const key = new Uint8Array(hkdfSync('sha256', signing.reveal(), '', 'jidoka sign-in flow', 32))
  return {
    seal: (kept: Flow): Promise<string> =>
      new EncryptJWT({ flow: kept })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setExpirationTime(Math.floor(clock().getTime() / 1000) + flowLifetime_s)
        .encrypt(key),
    /** Null for one that is over, or that we did not seal. */
    open: async (sealed: string): Promise<Flow | null> => {
      const options = {
        ...{ currentDate: clock(), keyManagementAlgorithms: ['dir'] },
        ...{ contentEncryptionAlgorithms: ['A256GCM'], requiredClaims: ['exp'] },
      }
      const opened = await jwtDecrypt(sealed, key, options).catch(() => null)
      return flow.safeParse(opened?.payload.flow).data ?? null
    },
  }
}
export type FlowSeal = ReturnType<typeof flowSeal>
