import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import type { TelemetryConfig } from './settings.ts'
import { type Labels, noTelemetry, type Telemetry, type Work } from './telemetry.ts'

/** One of the two ways in which work is told of. */
export type Sink = {
  /** `ended` gets the seconds that it took. */
  begin: (work: Work) => {
    within: <T>(run: () => T) => T
    ended: (seconds: number, labels: Record<string, string>) => void
  }
  note: (work: Work, seconds: number, labels: Record<string, string>) => void
}

type Deps = { db: Db; clock: Clock; version: string }

/** Nothing of it is loaded where nothing is configured. */
export async function openTelemetry(
  { metricsToken, traces }: TelemetryConfig,
  deps: Deps,
): Promise<Telemetry> {
  if (metricsToken === null && traces === null) return noTelemetry
  const metrics = metricsToken === null ? null : (await import('./metrics.ts')).openMetrics(deps)
  const spans = traces === null ? null : (await import('./traces.ts')).openTraces(traces, deps)
  const sinks: Sink[] = [metrics, spans].filter((sink) => sink !== null)
  return {
    begin: <W extends Work>(work: W) => beginIn(sinks, work),
    note: (work, seconds, labels) => {
      for (const sink of sinks) sink.note(work, seconds, labels)
    },
    metrics:
      metrics === null || metricsToken === null
        ? null
        : { token: metricsToken, read: metrics.read },
    close: async () => {
      metrics?.close()
      await spans?.close()
    },
  }
}

function beginIn<W extends Work>(sinks: Sink[], work: W) {
  const from = performance.now()
  const begun = sinks.map((sink) => sink.begin(work))
  let open = true
  return {
    within: <T>(run: () => T): T =>
      begun.reduceRight<() => T>(
        (inner, { within }) =>
          () =>
            within(inner),
        run,
      )(),
    end: (labels: Labels<W>) => {
      if (!open) return
      open = false
      const seconds = (performance.now() - from) / 1000
      for (const { ended } of begun) ended(seconds, labels)
    },
  }
}
