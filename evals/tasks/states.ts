import { sql } from 'drizzle-orm'
import type { Answer } from '../../agent/index.ts'
import type { Db } from '../../store/index.ts'
import type { Fact, Said, TurnOutcome } from './task.ts'

const outcomes: Record<TurnOutcome, (answer: Answer) => boolean> = {
  answered: ({ abstained, ask_back }) => !abstained && ask_back === null,
  asks: ({ ask_back }) => ask_back !== null,
  abstains: ({ abstained }) => abstained,
  declines: ({ abstained, ask_back }) => abstained || ask_back !== null,
  any: () => true,
}

/** What is wrong with an answer; empty when it says what it must. */
export async function faultsOf(db: Db, answer: Answer, step: Said): Promise<string[]> {
  const { outcome = 'answered', facts = [], never = [] } = step
  const faults: string[] = []
  if (!outcomes[outcome](answer)) faults.push(`"${step.say}": ${outcome} was wanted`)
  for (const fact of facts) {
    const missing = await missingOf(db, answer, fact)
    if (missing !== null) faults.push(`"${step.say}": ${missing} is not stated`)
  }
  for (const words of never.filter((one) => answer.answer.includes(one))) {
    faults.push(`"${step.say}": ${words} is stated`)
  }
  return faults
}

async function missingOf(
  db: Db,
  { answer, citations }: Answer,
  fact: Fact,
): Promise<string | null> {
  if (typeof fact === 'string') return states(answer, fact) ? null : fact
  if ('cites' in fact) {
    return citations.some(({ document }) => document === fact.cites) ? null : fact.cites
  }
  const rows = await db.tx('owner', (tx) => tx.rows<Record<string, unknown>>(sql.raw(fact.sql)))
  if (rows.length === 0) return `a row of ${fact.sql}`
  const values = rows.flatMap((row) => Object.values(row))
  return values.filter((value) => !states(answer, value)).map(String)[0] ?? null
}

/** A number is right to the digits with which it is written; minutes may be said in hours. */
export function states(answer: string, value: unknown): boolean {
  if (typeof value !== 'number') return answer.toLowerCase().includes(String(value).toLowerCase())
  const said = answer
    .replaceAll(/(?<=\d),(?=\d{3})/g, '')
    .matchAll(/(\d+(?:\.(\d+))?)(\s*(?:小时|h\b))?/g)
  return [...said].some(([, written, decimals = '', hours]) => {
    const wanted = hours === undefined ? [value] : [value, value / 60]
    const tolerance = 0.5 * 10 ** -decimals.length + 1e-9
    return wanted.some((one) => Math.abs(Number(written) - one) <= tolerance)
  })
}
