import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Clock } from '../../base/ports.ts'
import type { Db } from '../../store/index.ts'
import type { Sink } from './open-telemetry.ts'
import { readStore, type StoreFigures, storeFigures } from './store-figures.ts'
import { type Work, works } from './telemetry.ts'

type Deps = { db: Db; clock: Clock; version: string }

/** Seconds; a read of a page takes some milliseconds, a turn with a model half a minute. */
const buckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 120]
const names = Object.keys(works) as Work[]
/** Whoever asks more often gets what was read last: asking costs the store nothing more. */
const readEvery_ms = 10_000

export function openMetrics(deps: Deps) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const histograms = new Map(names.map((work) => [work, histogramOf(work, registry)]))
  const note: Sink['note'] = (work, seconds, labels) =>
    histograms.get(work)?.observe(labels, seconds)
  new Gauge({
    ...{ name: 'jidoka_info', help: 'Version of the server', labelNames: ['version', 'store'] },
    registers: [registry],
  }).set({ version: deps.version, store: deps.db.kind }, 1)
  const figures = gaugesOf(registry)
  const figuresNow = atMostEvery(readEvery_ms, deps)
  return {
    begin: (work: Work) => ({
      within: <T>(run: () => T) => run(),
      ended: (seconds: number, labels: Record<string, string>) => note(work, seconds, labels),
    }),
    note,
    read: async () => {
      figures(await figuresNow())
      return { type: registry.contentType, text: await registry.metrics() }
    },
    close: () => registry.clear(),
  } satisfies Sink & Record<string, unknown>
}

const histogramOf = (work: Work, registry: Registry) =>
  new Histogram({
    name: `jidoka_${work}_seconds`,
    help: works[work].help,
    labelNames: works[work].labels,
    buckets,
    registers: [registry],
  })

/** Sets what the store says; a store that does not answer shows as that, and leaves no old figures. */
function gaugesOf(registry: Registry): (read: StoreFigures | null) => void {
  const up = new Gauge({
    ...{ name: 'jidoka_store_up', help: '1 where the store answered within 5 seconds' },
    registers: [registry],
  })
  const gauges = storeFigures.map(({ name, help, labels }) => ({
    name,
    gauge: new Gauge({ name, help, labelNames: labels, registers: [registry] }),
  }))
  return (read) => {
    up.set(read === null ? 0 : 1)
    for (const { name, gauge } of gauges) {
      gauge.reset()
      // Without a label there is one value, which `reset` sets to 0.
      if (read === null) gauge.remove()
      for (const { labels, value } of read?.get(name) ?? []) gauge.set(labels, value)
    }
  }
}

function atMostEvery(ms: number, deps: Deps): () => Promise<StoreFigures | null> {
  let last: { at: number; read: Promise<StoreFigures | null> } | null = null
  return () => {
    const at = deps.clock().getTime()
    if (last === null || at - last.at >= ms) last = { at, read: readStore(deps).catch(() => null) }
    return last.read
  }
}
