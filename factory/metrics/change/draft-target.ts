import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import type { Principal } from '../../../base/principal.ts'
import type { Tx } from '../../../store/index.ts'
import { unknownValue } from '../../refuse.ts'
import { isCapability, type MetricDefinition, measuresOf } from '../definition.ts'
import { periodsOn, readToday } from '../targets.ts'
import { findMetric, loadMetrics, type Metric } from '../versions.ts'
import { requireOwner } from './draft-change.ts'
import {
  periodsAt,
  type TargetChange,
  type TargetPreconditions,
  targetChange,
  targetSituation,
} from './target-change.ts'

export type TargetRequest = {
  site: string
  /** An id, name or synonym. */
  metric: string
  /** Id or name of a line; absent: the whole site. */
  line?: string | undefined
  target: number
  /** ISO date on the calendar of the site. */
  fromDay: string
}

export type DraftedTarget = {
  change: TargetChange
  metric: Metric
  scope: { zh: string; en: string }
  was: TargetPreconditions
}

/**
 * A target as it would be stored, checked against what stands.
 *
 * @throws AppError naming site, metric, line, target or fromDay; `forbidden` for people who own no such metric
 */
export async function draftTarget(
  tx: Tx,
  request: TargetRequest,
  { principal, now }: { principal: Principal; now: Date },
): Promise<DraftedTarget> {
  const { site, line, target, fromDay } = request
  const today = await readToday(tx, now)
  const day = today.get(site)
  if (day === undefined) throw unknownValue('site', site, [...today.keys()])
  const metric = findMetric(await loadMetrics(tx, site), request.metric)
  requireOwner(principal, { scope: site, owners: [metric.owner] })
  const scope = await scopeOf(tx, { site, line, metric })
  refuseOutOfRange(metric, target)
  if (fromDay < day) {
    throw told('fromDay', {
      en: [`${fromDay} is past`, `Give today at ${site} (${day}) or a later day.`],
      zh: [`${fromDay} 已过去`, `请填写 ${site} 的今天（${day}）或之后的日期。`],
    })
  }
  const change = { siteId: site, metricId: metric.id, scopeId: scope.id, target, fromDay }
  const was = await targetSituation(tx, change)
  if (was === null) throw unknownValue('metric', request.metric, [])
  if (was.target === target) {
    throw told('target', {
      en: [`${target} holds on ${fromDay} already`, 'Give another target or day.'],
      zh: [`${fromDay} 的目标本来就是 ${target}`, '请填写另一个目标或日期。'],
    })
  }
  return { change, metric, was, scope: { zh: scope.nameZh, en: scope.nameEn } }
}

/**
 * The target that was there before a done change, from the day on which that began.
 *
 * @returns null once another target was set, or the metric is retired
 */
export async function undoneTarget(tx: Tx, result: unknown): Promise<DraftedTarget | null> {
  const { seq, ...stood } = setResult.parse(result)
  const others = (await periodsAt(tx, stood)).filter((one) => one.seq !== seq)
  const target = periodsOn(others, stood.fromDay)[0]?.target ?? null
  const metric = (await loadMetrics(tx, stood.siteId)).find(({ id }) => id === stood.metricId)
  const was = await targetSituation(tx, stood)
  if (metric === undefined || was === null || was.seq !== seq) return null
  const { siteId: site, scopeId } = stood
  const line = scopeId === site ? undefined : scopeId
  const scope = await scopeOf(tx, { site, line, metric })
  return {
    change: { ...stood, target },
    ...{ metric, was, scope: { zh: scope.nameZh, en: scope.nameEn } },
  }
}

const setResult = targetChange.extend({ seq: z.int() })

type Scope = { id: string; nameZh: string; nameEn: string }
type Where = { site: string; line: string | undefined; metric: Metric }

async function scopeOf(tx: Tx, { site, line, metric }: Where): Promise<Scope> {
  const named = (table: SQL) =>
    tx.rows<Scope>(
      sql`select id, name_zh as "nameZh", name_en as "nameEn" from ${table} order by id`,
    )
  if (line === undefined) {
    const [whole] = await named(sql`(select site_id as id, * from site where site_id = ${site}) s`)
    return whole ?? { id: site, nameZh: site, nameEn: site }
  }
  const lines = await named(
    sql`(select * from equipment where site_id = ${site} and level = 'line') e`,
  )
  const found = lines.find(({ id, nameZh, nameEn }) => [id, nameZh, nameEn].includes(line))
  const known = lines.map(({ id }) => id)
  if (found === undefined) throw unknownValue('line', line, known)
  if (metric.dimensions.includes('line')) return found
  throw told('line', {
    en: [
      `${metric.id} does not go by line, so "${line}" has no figure`,
      'Leave line out: the target is that of the site.',
    ],
    zh: [`${metric.id} 不能按产线拆分，“${line}”没有数值`, '请不要选产线：目标属于整个工厂。'],
  })
}

/** Shares end where all of it is one; sums and ratios of sums do not fall below 0; capabilities may. */
function rangeOf(metric: MetricDefinition): { low: number; high: number } {
  const signed = isCapability(metric.formula) || measuresOf(metric).includes('sample_sum')
  return { low: signed ? -Infinity : 0, high: wholes[metric.unit] ?? Infinity }
}

const wholes: Record<string, number> = { '%': 100, '‰': 1000, ppm: 1_000_000 }

function refuseOutOfRange(metric: Metric, target: number): void {
  const { low, high } = rangeOf(metric)
  if (target >= low && target <= high && Number.isFinite(target)) return
  const { id, unit } = metric
  const [en, zh] =
    high === Infinity
      ? [`at least ${low}`, `不小于 ${low}`]
      : [`${low} to ${high}`, `${low} 至 ${high}`]
  throw told('target', {
    en: [`${target} ${unit} is outside what ${id} can be`, `Give ${en} ${unit}.`],
    zh: [`${target} ${unit} 超出 ${id} 可能的范围`, `请填写 ${zh} ${unit} 的值。`],
  })
}

type Said = [what: string, hint: string]

const told = (field: string, { en, zh }: { en: Said; zh: Said }): AppError =>
  new AppError('invalid_input', `${field}: ${en[0]}.`, {
    ...{ field, hint: en[1], zh: { message: `${zh[0]}。`, hint: zh[1] } },
  })
