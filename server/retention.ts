import { z } from 'zod'
import type { RetainedStream, RetentionRule } from '../factory/index.ts'

const daysOf = { d: 1, w: 7, y: 365 }
/** Faults in the data are looked for in the last two days. */
const fewestDays = 7

const written = z.string().refine((text) => daysIn(text) >= fewestDays, {
  error: `must be a number of days, weeks or years such as 400d, 60w or 2y, ${fewestDays}d at least`,
})

function daysIn(text: string): number {
  const [, number, unit] = text.match(/^(\d{1,5})(d|w|y)$/) ?? []
  return unit === undefined ? 0 : Number(number) * daysOf[unit as keyof typeof daysOf]
}

/** Written out, since every command reads the settings and the factory loads much. */
const shape = {
  measurement: written.optional(),
  measurement_minute: written.optional(),
  measurement_hour: written.optional(),
  machine_alarm: written.optional(),
  state_sample: written.optional(),
  counter_sample: written.optional(),
  ingest_refusal: written.optional(),
  alert_message: written.optional(),
  alert_notice: written.optional(),
  channel_inbox: written.optional(),
  channel_outbox: written.optional(),
} satisfies Record<RetainedStream, unknown>
const retainedStreams = Object.keys(shape) as RetainedStream[]

/** Streams that are not named are kept for ever. Roll-ups outlive the samples that they stand for. */
export const retentionSettings = z
  .strictObject(shape)
  .superRefine((given, context) => {
    const { measurement: samples } = given
    for (const rollUp of ['measurement_minute', 'measurement_hour'] as const) {
      const kept = given[rollUp]
      if (kept === undefined || (samples !== undefined && daysIn(kept) >= daysIn(samples))) continue
      const longer = samples === undefined ? 'for ever' : `${samples} or longer`
      const message = `must be kept as long as measurement: ${longer}`
      context.addIssue({ code: 'custom', path: [rollUp], message })
    }
  })
  .default({})

export const retentionRules = (given: z.output<typeof retentionSettings>): RetentionRule[] =>
  retainedStreams.flatMap((stream) => {
    const keep = given[stream]
    return keep === undefined ? [] : [{ stream, keep, days: daysIn(keep) }]
  })

export const keptForEver = `Streams that can be given an end: ${retainedStreams.join(', ')}. Everything else is kept for ever: figures are computed from it, or it is the record.`
