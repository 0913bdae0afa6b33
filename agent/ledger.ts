import { sql } from 'drizzle-orm'
import { AppError } from '../base/app-error.ts'
import type { Language } from '../base/language.ts'
import type { Clock } from '../base/ports.ts'
import type { Principal } from '../base/principal.ts'
import type { Db } from '../store/index.ts'
import type { Price } from './models/chain.ts'

/** What configured models may cost in one UTC day; absent: no limit. */
export type ModelLimits = {
  userTokens?: number | undefined
  allTokens?: number | undefined
  userCost?: number | undefined
  allCost?: number | undefined
  currency: string
}

export type ModelUse = { model: string; input: number; output: number; price?: Price | undefined }

type Ledger = { db: Db; clock: Clock; principal: Principal }
type Used = { tokens: number; cost: number }

/** Counts one call of a model for the person who asked. */
export async function noteModelUse({ db, clock, principal }: Ledger, use: ModelUse): Promise<void> {
  const { model, input, output, price } = use
  const cost = price
    ? (input * price.inputPerMillion + output * price.outputPerMillion) / 1_000_000
    : 0
  const note = sql`select jidoka_note_model_use(${dayOf(clock())}, ${model}, ${input}, ${output},
    ${cost})`
  await db.tx('chat', (tx) => tx.rows(note), { principal })
}

/** @throws AppError `unavailable` that says which limit is used up, and when it begins anew */
export async function refuseBeyond(
  ledger: Ledger,
  { limits, language }: { limits: ModelLimits; language: Language },
): Promise<void> {
  const { db, clock, principal } = ledger
  const now = clock()
  const used = await usedOn(db, dayOf(now))
  const own = sum(used.filter(({ userId }) => userId === principal.userId))
  const all = sum(used)
  const spent = [
    ['your tokens', '您的 token', own.tokens, limits.userTokens, ''],
    ['tokens of everybody', '所有人的 token', all.tokens, limits.allTokens, ''],
    ['your cost', '您的费用', own.cost, limits.userCost, ` ${limits.currency}`],
    ['cost of everybody', '所有人的费用', all.cost, limits.allCost, ` ${limits.currency}`],
  ] as const
  const over = spent.find(([, , is, most]) => most !== undefined && is >= most)
  if (over === undefined) return
  const [en, zh, , most, unit] = over
  const resets = `${dayOf(new Date(now.getTime() + 86_400_000))}T00:00:00Z`
  const message = {
    en: `The limit of a day for ${en} of language models (${most}${unit}) is used up.`,
    zh: `${zh}今日的语言模型限额(${most}${unit})已用完。`,
  }
  const hint = {
    en: `It begins anew at ${resets}. Until then the built-in model answers what it understands.`,
    zh: `${resets} 重新计算;在此之前,内置模型仍会回答它能理解的问题。`,
  }
  throw new AppError('unavailable', message[language], { hint: hint[language] })
}

export type DayOfUse = Used & { day: string; userId: string; model: string; calls: number }

/** Of one UTC day, most tokens first; the server's own view, over all people. */
export const usedOn = (db: Db, day: string): Promise<DayOfUse[]> =>
  modelUse(db, { from: day, to: day })

type Days = { from: string; to: string; principal?: Principal }

/** Of UTC days, both included, the newest first; of one person where one is given. */
export async function modelUse(db: Db, { from, to, principal }: Days): Promise<DayOfUse[]> {
  const lines = sql`select day::text, user_id as "userId", model, calls,
    input_tokens + output_tokens as tokens, cost from model_use where day between ${from} and ${to}
    order by day desc, tokens desc, user_id, model`
  return db.tx('chat', (tx) => tx.rows<DayOfUse>(lines), principal ? { principal } : {})
}

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** Of several lines of the ledger. */
export const sum = (rows: Used[]): Used =>
  rows.reduce((all, { tokens, cost }) => ({ tokens: all.tokens + tokens, cost: all.cost + cost }), {
    tokens: 0,
    cost: 0,
  })
