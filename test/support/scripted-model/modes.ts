import { followCases, type ScriptedCase } from './cases.ts'
import { compromised, type Order } from './compromised.ts'
import { cutting, refusing, slow, wrongJson } from './faults.ts'
import { hallucinating } from './hallucinating.ts'
import type { Script } from './reply.ts'

type Mode = (cases: ScriptedCase[], orders?: Order[]) => Script

/** Ways in which an endpoint and its model behave, each around the same script. */
const all = {
  normal: (cases) => followCases(cases),
  'wrong-json': (cases) => wrongJson(followCases(cases)),
  slow: (cases) => slow(followCases(cases), 2_000),
  'cut-stream': (cases) => cutting(followCases(cases)),
  'cut-once': (cases) => cutting(followCases(cases), 1),
  'too-many': (cases) => refusing(followCases(cases), { status: 429, retryAfterS: 1, times: 1 }),
  broken: (cases) => refusing(followCases(cases), { status: 500 }),
  hallucinating: (cases) => hallucinating(followCases(cases)),
  compromised: (cases, orders) => compromised(followCases(cases), orders),
} satisfies Record<string, Mode>

export type ModeName = keyof typeof all

export const modes: Record<ModeName, Mode> = all
