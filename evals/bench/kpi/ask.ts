import type { Clock } from '../../../base/ports.ts'
import type { Principal } from '../../../base/principal.ts'
import type { Db } from '../../../store/index.ts'
import { catalog, runTool } from '../../../tools/index.ts'
import { type Question, questions } from './questions.ts'

type Asker = { db: Db; principal: Principal; clock: Clock }

const tool = catalog.find(({ name }) => name === 'query_kpi')

/** As a client would: arguments parsed, rights applied, output checked, figures and chart made. */
export async function askTool(
  { db, principal, clock }: Asker,
  { args }: Question,
): Promise<{ rows: unknown[][]; columns: string[] }> {
  if (tool === undefined) throw new Error('there is no query_kpi')
  const context = {
    ...{ db, principal, clock, language: 'en' as const, newId: (prefix: string) => prefix },
    ...{ baseUrl: '', channel: 'bench', idempotencyKey: '', tainted: false },
    signal: AbortSignal.timeout(60_000),
  }
  const { data } = await runTool(tool, context, { limit: 500, ...args })
  return data as { rows: unknown[][]; columns: string[] }
}

/** @throws Error where tool, facts and raw events do not say the same: then times mean nothing */
export async function sameAnswers(asker: Asker): Promise<void> {
  for (const question of questions) {
    const { rows, columns } = await askTool(asker, question)
    const values = new Map(
      rows.map(
        (row) => (columns.length === 1 ? ['all', row[0]] : [row[0], row[1]]) as [string, number],
      ),
    )
    for (const kind of ['facts', 'raw'] as const) {
      const found = await asker.db.tx('read', (tx) =>
        tx.rows<{ id: string; value: number }>(question[kind]),
      )
      if (found.length === 0) throw new Error(`${question.name}: ${kind} found nothing`)
      for (const { id, value } of found.filter((one) => one.id !== '')) {
        const said = values.get(id) ?? Number.NaN
        if (Math.abs(said - value) <= 1e-4 * Math.abs(value)) continue
        throw new Error(`${question.name}, ${id}: the tool says ${said}, ${kind} ${value}`)
      }
    }
  }
}
