import type { z } from 'zod'
import type { EffectDefinition, ProposalDraft } from '../../../actions/index.ts'
import type { Tx } from '../../../store/index.ts'

/** What the asker says beside the change itself. */
export type Asked = {
  siteId: string | null
  reason: string
  now: Date
  /** The connector that takes the effect at a site, by name; null: it stays in this system. */
  connectorAt: (siteId: string) => string | null
}

/** One kind of change: its input, how a proposal is made of it, and what it does. */
export type ChangeKind<Input extends z.ZodObject> = {
  input: Input
  draft: (tx: Tx, given: z.output<Input>, asked: Asked) => Promise<ProposalDraft>
  effect: EffectDefinition
}

export const defineChange = <Input extends z.ZodObject>(kind: ChangeKind<Input>) => kind
