import { z } from 'zod'
import type { Language } from '../../base/language.ts'
import { isLess, type MachineWindows, type ProcessWindows, responses } from '../../factory/index.ts'
import { bySureness, inUnit, responseOf, settable, type Told } from './process-units.ts'
import { processNotes, sayFinding, sayTrial } from './process-words.ts'

const text = z.string()
const number = z.number()
const interval = z.strictObject({ value: number, low: number, high: number })
const range = z.strictObject({ from: number, to: number })
const setting = z.strictObject({
  ...{ parameter: text, name: text, unit: text, says: text },
  verdict: z.enum(['explains', 'none_found', 'cannot_tell']),
  ...{ why: text.nullable(), moved_with: text.nullable() },
  ...{ lower_limit: number.nullable(), upper_limit: number.nullable(), set_to: number },
  /** P10, median and P90 of what it was run at, within its limits. */
  run_at: z.strictObject({ low: number, middle: number, high: number }).nullable(),
  ...{ hours: z.int(), hours_outside_limits: z.int() },
  ...{ window: range.nullable(), target: number.nullable() },
  /** Inside of the window less outside, on days that it was not chosen by; and what running inside brings in all. */
  ...{ difference: interval.nullable(), gain: interval.nullable() },
  ...{ p_adjusted: number.nullable(), stretches: z.int().nullable() },
  adjusted_for: z.array(text),
  curve: z.array(range.extend({ value: number, hours: z.int() })),
})
const machine = z.strictObject({
  ...{ machine: text, site: text, name: text, usual: number.nullable() },
  ...{ hours: z.int(), days: z.int(), settings: z.array(setting) },
})
const level = z.strictObject({ parameter: text, low: number, centre: number, high: number })
const trial = z.strictObject({
  ...{ machine: text, says: z.array(text), factors: z.array(level) },
  ...{ run_hours: number, runs_of_shift: z.int(), shifts: z.int(), runs: z.int() },
  ...{ detects: number, power: number, shifts_needed: z.int().nullable() },
  order: z.array(z.strictObject({ shift: z.int(), run: z.int(), set: z.record(text, number) })),
  truncated: z.boolean(),
})

export const processReply = z.strictObject({
  basis: z.strictObject({
    ...{ response: z.enum(responses), name: text, unit: text, better: z.enum(['less', 'more']) },
    ...{ from: text, until: text, zone: text, product: text.nullable() },
    ...{ rows_read: z.int(), data_until: text.nullable() },
  }),
  machines: z.array(machine),
  total: z.int(),
  truncated: z.boolean(),
  trial: trial.nullable(),
  notes: z.array(text),
})
export type ProcessReply = z.output<typeof processReply>

/** Runs of a trial that are told; the rest of the order follows from the same seed. */
const mostRuns = 30

export function replyProcess(
  { machines, total, from, to, productId, rowsRead, dataUntil }: ProcessWindows,
  { response, zone, language }: Told & { language: Language },
): ProcessReply {
  const { name, unit } = responseOf[response]
  const told = machines.map((one) => machineOf(one, { response, zone, language }))
  const best = (one: MachineWindows) => one.settings.map(({ finding }) => finding).sort(bySureness)
  const rank = new Map(machines.map((one) => [one.machine.id, best(one)[0]]))
  const [first] = machines
  return {
    basis: {
      ...{ response, name: name[language], unit, better: isLess(response) ? 'less' : 'more' },
      ...{ from: from.toISOString(), until: to.toISOString(), zone: zone.id },
      ...{ product: productId, rows_read: rowsRead, data_until: dataUntil?.toISOString() ?? null },
    },
    machines: told.toSorted((a, b) => {
      const [one, other] = [rank.get(a.machine), rank.get(b.machine)]
      return one && other ? bySureness(one, other) : 0
    }),
    ...{ total, truncated: machines.length < total },
    trial: first === undefined ? null : trialOf(first, { response, zone, language }),
    notes: processNotes(machines, total).map((note) => note[language]),
  }
}

type Asked = Told & { language: Language }

function machineOf(
  { machine: of, settings, hours, days, usual }: MachineWindows,
  { response, language }: Asked,
): ProcessReply['machines'][number] {
  const zh = language === 'zh'
  return {
    ...{ machine: of.id, site: of.siteId, name: zh ? of.nameZh : of.nameEn, hours, days },
    usual: usual === null ? null : inUnit(response, usual),
    settings: settings
      .toSorted((a, b) => bySureness(a.finding, b.finding))
      .map((one) => {
        const { setting: its, finding } = one
        const set = (value: number) => settable(value, its)
        const ran = finding.range
        return {
          ...{ parameter: its.id, name: zh ? its.nameZh : its.nameEn, unit: its.unit },
          ...{ says: sayFinding(one, response)[language], verdict: finding.verdict },
          ...{ lower_limit: its.lower, upper_limit: its.upper, set_to: its.value },
          run_at: ran && { low: set(ran.low), middle: set(ran.middle), high: set(ran.high) },
          ...{ hours: finding.hours, hours_outside_limits: finding.outside },
          ...judgedOf(one, response),
        }
      }),
  }
}

type Setting = ProcessReply['machines'][number]['settings'][number]

function judgedOf(
  { setting: its, finding }: MachineWindows['settings'][number],
  response: Told['response'],
) {
  const none = { why: null, moved_with: null, window: null, target: null, difference: null }
  if (finding.verdict === 'cannot_tell') {
    return {
      ...{ ...none, gain: null, p_adjusted: null, stretches: null, adjusted_for: [], curve: [] },
      ...{ why: finding.why, moved_with: finding.with },
    }
  }
  const set = (value: number) => settable(value, its)
  const isFound = finding.verdict === 'explains'
  const said = (one: { value: number; low: number; high: number }): Setting['difference'] => ({
    value: inUnit(response, one.value),
    low: inUnit(response, one.low),
    high: inUnit(response, one.high),
  })
  return {
    ...none,
    window: isFound ? { from: set(finding.window.from), to: set(finding.window.to) } : null,
    target: isFound ? set(finding.target) : null,
    difference: said(finding.heldOut.difference),
    gain: isFound ? said(finding.gain) : null,
    p_adjusted: Number(finding.pAdjusted.toPrecision(2)),
    stretches: finding.heldOut.stretches,
    adjusted_for: [...finding.adjustedFor],
    curve: (isFound ? finding.curve : []).map(({ from, to, value, hours }) => ({
      ...{ from: set(from), to: set(to), value: inUnit(response, value), hours },
    })),
  }
}

function trialOf(one: MachineWindows, { response, language }: Asked): ProcessReply['trial'] {
  const { trial: plan, machine: of, settings } = one
  if (plan === null) return null
  const set = (id: string, value: number) => {
    const limits = settings.find(({ setting: its }) => its.id === id)?.setting
    return limits === undefined ? value : settable(value, limits)
  }
  return {
    machine: of.id,
    says: sayTrial(one, response).map((line) => line[language]),
    factors: plan.factors.map(({ id, low, centre, high }) => ({
      ...{ parameter: id, low: set(id, low), centre: set(id, centre), high: set(id, high) },
    })),
    run_hours: Number(plan.runHours.toFixed(2)),
    ...{ runs_of_shift: plan.runsOfShift, shifts: plan.shifts, runs: plan.runs },
    ...{ detects: inUnit(response, plan.detects), power: plan.power },
    shifts_needed: plan.shiftsNeeded,
    order: plan.order.slice(0, mostRuns).map(({ block, run, settings: values }) => ({
      ...{ shift: block, run },
      set: Object.fromEntries(Object.entries(values).map(([id, value]) => [id, set(id, value)])),
    })),
    truncated: plan.runs > mostRuns,
  }
}
