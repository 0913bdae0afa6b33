import { compromised, type Order } from './compromised.ts'
import { cutting, refusing, slow, wrongJson } from './faults.ts'
import { hallucinating } from './hallucinating.ts'
import type { Script, Speaker } from './reply.ts'

type Mode = (speak: Speaker, orders?: Order[]) => Script

/** Ways in which an endpoint and its model behave, each around the same script. */
const all = {
  normal: (speak) => speak,
  'wrong-json': wrongJson,
  slow: (speak) => slow(speak, 2_000),
  'cut-stream': (speak) => cutting(speak),
  'cut-once': (speak) => cutting(speak, 1),
  'too-many': (speak) => refusing(speak, { status: 429, retryAfterS: 1, times: 1 }),
  broken: (speak) => refusing(speak, { status: 500 }),
  hallucinating,
  compromised,
} satisfies Record<string, Mode>

export type ModeName = keyof typeof all

export const modes: Record<ModeName, Mode> = all
