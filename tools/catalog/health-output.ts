import { z } from 'zod'
import type { Language } from '../../base/language.ts'
import {
  type HealthReading,
  type Life,
  type SensorHealth,
  type TrainedLife,
  verdicts,
  type Zone,
} from '../../factory/index.ts'
import { sayHealth } from './health-words.ts'
import { readable } from './readable.ts'

const number = z.number().nullable()
const text = z.string().nullable()
const interval = z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).nullable()

const sensor = z.strictObject({
  tag: z.string(),
  name: z.string(),
  unit: z.string(),
  limits: z.array(number),
  usual: z.number(),
  sigma: z.number(),
  recent: z.number(),
  z: z.number(),
  hours: z.int(),
  hours_beyond_limit: z.int(),
  since: text,
  change: z.strictObject({ at: z.string(), by: z.number(), p: z.number() }).nullable(),
  to_limit: z.strictObject({
    slope_a_day: number,
    slope_interval: z.array(number),
    limit: number,
    days: number,
    days_interval: z.array(number),
    null_reason: text,
  }),
  findings: z.array(z.string()),
})

const life = z.strictObject({
  of_class: text,
  source: text,
  failures: z.int(),
  censored: z.int(),
  machines: z.int(),
  shape: number,
  scale_days: number,
  b10_days: interval,
  age_days: number,
  fails_within_7_days_pct: interval,
  fails_within_30_days_pct: interval,
  null_reason: text,
})

/** By the trained model that is deployed for the class; days. */
const remaining = z.strictObject({
  model: z.string(),
  days: number,
  interval: z.array(number),
  /** Share of held-out lifetimes that such an interval held. */
  interval_held: z.number(),
  /** Nothing beyond is told: equal to it means that much or more. */
  told_up_to: z.number(),
  age_days: number,
  rmse_days: z.number(),
  weibull_rmse_days: number,
  trained_at: z.string(),
  data_to: z.string(),
  lifetimes: z.int(),
  rows: z.int(),
  outside_of_training: z.boolean(),
  outside_share: number,
  outside_sensors: z.array(z.string()),
  null_reason: text,
})

const machine = z.strictObject({
  id: z.string(),
  site: z.string(),
  name: z.string(),
  verdict: z.enum(verdicts),
  unknown_why: text,
  says: z.array(z.string()),
  sensors: z.array(sensor),
  missing: z.array(z.strictObject({ tag: z.string(), why: z.string() })),
  states_known: z.boolean(),
  down_now: z.boolean(),
  together: z
    .strictObject({
      hours: z.int(),
      odd: z.int(),
      odd_t2: z.int(),
      odd_q: z.int(),
      since: text,
      is_odd: z.boolean(),
      contributions: z.array(z.strictObject({ tag: z.string(), share: z.number() })),
    })
    .nullable(),
  together_why: text,
  reference_hours: z.int(),
  reference_to: text,
  reference_cut_by: text,
  window_hours: z.int(),
  life: life.nullable(),
  /** Null: no model is deployed for its class. */
  remaining_life: remaining.nullable(),
  alarms: z.array(
    z.strictObject({ code: z.string(), count: z.int(), last_at: z.string(), message: text }),
  ),
  tickets: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      status: z.string(),
      title: z.string(),
      opened_at: z.string(),
    }),
  ),
  rows: z.int(),
  newest: text,
})

export const healthOutput = z.strictObject({
  machines_read: z.int(),
  counts: z.record(z.string(), z.int()),
  window: z.strictObject({
    ...{ from: z.string(), to: z.string(), zone: z.string() },
    /** Up to `from`. */
    reference_from: z.string(),
    /** Share of normal hours that T² or Q may call odd. */
    false_alarm_rate: z.number(),
  }),
  machines: z.array(machine),
  truncated: z.boolean(),
})

export type HealthReply = z.output<typeof healthOutput>

type Shown = { language: Language; zone: Zone; alone: boolean }
const mostNear = 5
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

/** One machine as a model reads it: all of it where it is alone or unwell, in short where it is well. */
export function shownMachine(
  reading: HealthReading,
  { language, zone, alone }: Shown,
): z.output<typeof machine> {
  const { machine: of, health, alarms, tickets } = reading
  const isTold = alone || health.verdict !== 'normal'
  const { together, reference } = health
  return {
    ...{ id: of.id, site: of.siteId, name: language === 'zh' ? of.nameZh : of.nameEn },
    ...{ verdict: health.verdict, unknown_why: health.unknownWhy },
    says: sayHealth(reading, language, zone),
    sensors: isTold ? health.sensors.map((one) => shownSensor(reading, one, language)) : [],
    ...{ missing: health.missing, states_known: reading.statesKnown, down_now: reading.isDown },
    together: together && {
      ...{ hours: together.hours, odd: together.odd },
      ...{ odd_t2: together.oddT2, odd_q: together.oddQ },
      ...{ since: iso(together.since), is_odd: together.isOdd },
      contributions: together.contributions.map(({ tag, share }) => ({ tag, share: round(share) })),
    },
    together_why: health.togetherWhy,
    reference_hours: reference.hours,
    reference_to: iso(reference.to),
    reference_cut_by: reference.cutBy,
    window_hours: health.windowHours,
    life: alone ? shownLife(reading, language) : null,
    remaining_life: reading.trained && shownRemaining(reading.trained, language),
    alarms: (isTold ? alarms.slice(0, mostNear) : []).map(({ code, count, lastAt, message }) => ({
      ...{ code, count, message, last_at: lastAt.toISOString() },
    })),
    tickets: (isTold ? tickets.slice(0, mostNear) : []).map(({ openedAt, ...ticket }) => ({
      ...{ id: ticket.id, kind: ticket.kind, status: ticket.status, title: ticket.title },
      opened_at: openedAt.toISOString(),
    })),
    ...{ rows: reading.rows, newest: reading.newest?.toISOString() ?? null },
  }
}

const round = <Value extends number | null>(value: Value): Value =>
  value === null ? value : (readable(Number(value.toPrecision(4))) as Value)

function shownSensor({ tags }: HealthReading, one: SensorHealth, language: Language) {
  const tag = tags.get(one.tag)
  const { trend, limit, days, daysLow, daysHigh, nullReason } = one.outlook
  return {
    tag: one.tag,
    name: (language === 'zh' ? tag?.nameZh : tag?.nameEn) ?? one.tag,
    unit: tag?.unit ?? '',
    limits: [tag?.lowLimit ?? null, tag?.highLimit ?? null],
    ...{ usual: round(one.usual.centre), sigma: round(one.usual.sigma) },
    ...{ recent: round(one.recent), z: round(one.z) },
    ...{ hours: one.hours, hours_beyond_limit: one.hoursOverLimit, since: iso(one.since) },
    change: one.change && {
      ...{
        at: new Date(one.change.at).toISOString(),
        by: round(one.change.shift),
        p: round(one.change.p),
      },
    },
    to_limit: {
      slope_a_day: round(trend?.slope ?? null),
      slope_interval: trend === null ? [] : [round(trend.slopeLow), round(trend.slopeHigh)],
      ...{ limit, days: round(days), null_reason: nullReason },
      days_interval: days === null ? [] : [round(daysLow), round(daysHigh)],
    },
    findings: one.findings,
  }
}

function shownLife({ machine: of, life: known }: HealthReading, language: Language) {
  return {
    of_class: language === 'zh' ? of.classZh : of.classEn,
    ...{ source: known.source, failures: known.failures, censored: known.censored },
    ...{ machines: known.machines, shape: round(known.shape), scale_days: round(known.scaleDays) },
    ...{ b10_days: roundAll(known.b10Days), age_days: round(known.ageDays) },
    fails_within_7_days_pct: percents(known.within7),
    fails_within_30_days_pct: percents(known.within30),
    null_reason: known.nullReason,
  }
}

function shownRemaining(trained: TrainedLife, language: Language): z.output<typeof remaining> {
  const { model, ahead, nullReason, ageDays, rows, outside } = trained
  const { report } = model
  return {
    model: model.id,
    days: round(ahead?.remaining ?? null),
    interval: ahead === null ? [] : [round(ahead.low), round(ahead.high)],
    interval_held: round(report.coverage),
    ...{ told_up_to: model.capDays, age_days: round(ageDays), rmse_days: round(report.rmse) },
    weibull_rmse_days: round(report.weibull?.rmse ?? null),
    trained_at: model.trainedAt.toISOString(),
    data_to: model.dataTo.toISOString(),
    ...{ lifetimes: model.lifetimes, rows },
    outside_of_training: ahead?.drift.isOutside ?? false,
    outside_share: round(ahead?.drift.share ?? null),
    outside_sensors: outside.map((one) => (language === 'zh' ? one.nameZh : one.nameEn)),
    null_reason: nullReason,
  }
}

const roundAll = (of: Life['b10Days']) =>
  of && { value: short(of.value), low: short(of.low), high: short(of.high) }
const short = (value: number): number => Number(value.toPrecision(2))

const percents = (of: Life['within7']) =>
  of && { value: percent(of.value), low: percent(of.low), high: percent(of.high) }
const percent = (share: number): number => Math.round(100 * share)
