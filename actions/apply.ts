import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { AppError } from '../base/app-error.ts'
import type { Tx } from '../store/index.ts'
import type { EffectDefinition, Execution } from './types.ts'

/** What the gate itself keeps beside the preconditions of a tool. */
const ofTheGate = z.looseObject({
  /** The connector that people saw on the card. */
  connector: z.string().nullable().default(null),
  /** The action that this one undoes. */
  compensates: z.string().nullable().default(null),
})

export type Split = { connector: string | null; compensates: string | null; known: unknown }

/** @throws AppError for a tool that no effect belongs to */
export function effectOf(effects: readonly EffectDefinition[], tool: string): EffectDefinition {
  const effect = effects.find((one) => one.tool === tool)
  if (effect === undefined) throw new AppError('internal', `${tool} has no effect`)
  return effect
}

/** Takes apart what the gate asks and what the tool asks of the world. */
export function splitPreconditions(preconditions: unknown): Split {
  const { connector, compensates, ...known } = ofTheGate.parse(preconditions)
  return { connector, compensates, known }
}

type Applied = { effect: EffectDefinition; args: unknown; compensates: string | null }

/** Writes the effect; an action that it undoes is compensated in the same transaction. */
export async function applyEffect(
  tx: Tx,
  { effect, args, compensates }: Applied,
  execution: Execution,
): Promise<Record<string, unknown>> {
  const result = await effect.apply(tx, args, execution)
  if (compensates === null) return result
  const { siteId, actionId, now } = execution
  await tx.rows(sql`select jidoka_compensated(${siteId}, ${actionId}, ${compensates}, ${now})`)
  return { ...result, compensates }
}
