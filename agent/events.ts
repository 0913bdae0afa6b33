import type { Language } from '../base/language.ts'
import type { ReadPart } from '../base/read-part.ts'
import type { ChartSpec, Citation, DocumentRead, Figure, ProposalRef } from '../tools/index.ts'

/** What happens in one turn, in order; the last event is `done` or `failed`. */
export type TurnEvent =
  | { type: 'started'; threadId: string; seq: number; model: string }
  | { type: 'tool_started'; id: string; tool: string; args: unknown }
  | { type: 'tool_finished'; id: string; tool: string; ms: number; error: string | null }
  | { type: 'text'; delta: string }
  | { type: 'figure'; figure: Figure }
  | { type: 'chart'; chart: ChartSpec }
  | { type: 'citation'; citation: Citation }
  | { type: 'proposal'; proposal: ProposalRef }
  | { type: 'done'; answer: Answer }
  | { type: 'failed'; code: string; message: string; hint?: string }

/** The object of `jidoka ask --json`; scripts rely on its keys. */
export type Answer = {
  answer: string
  language: Language
  model: string
  /** `documentsRead`: those whose words the call gave to the model; absent where there were none. */
  calls: { tool: string; args: unknown; ms: number; documentsRead?: DocumentRead[] }[]
  figures: Figure[]
  chart: ChartSpec | null
  citations: Citation[]
  proposals: ProposalRef[]
  abstained: boolean
  reason: string | null
  ask_back: string | null
  /** How the built-in model read the question; empty where another model did. Old answers have none. */
  reading?: ReadPart[]
}
