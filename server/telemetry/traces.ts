import { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  BatchSpanProcessor,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { Sink } from './open-telemetry.ts'
import type { TracesConfig } from './settings.ts'
import type { Work } from './telemetry.ts'

/** Rounds come every second; the metrics have them. */
const untold: Work = 'job'
/** Trying again holds the process up when it ends, and no span is worth that. */
const timeoutMillis = 1_500

/**
 * Spans of requests, turns and calls of tools, nested as they ran. A trace always begins here: what a
 * client says of its own is not believed. `processor` is given by tests.
 */
export function openTraces(
  { endpoint, authorization, share }: TracesConfig,
  { version, processor }: { version: string; processor?: SpanProcessor },
): Sink & { close: () => Promise<void> } {
  const headers = authorization === null ? {} : { authorization: authorization.reveal() }
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'jidoka', 'service.version': version }),
    sampler: new TraceIdRatioBasedSampler(share),
    spanProcessors: [
      processor ??
        new BatchSpanProcessor({
          exporter: new OTLPTraceExporter({ url: endpoint, headers, timeoutMillis }),
        }),
    ],
  })
  const tracer = provider.getTracer('jidoka')
  const running = new AsyncLocalStorage<Context>()
  const start = (work: Work, startTime: number) => {
    const within = running.getStore() ?? ROOT_CONTEXT
    const kind = work === 'http' ? SpanKind.SERVER : SpanKind.INTERNAL
    const span = tracer.startSpan(work, { startTime, kind }, within)
    const ended = (endTime: number, labels: Record<string, string>) => {
      const { status = '', outcome = '', method, route, tool } = labels
      span.updateName([work, method, route ?? tool].filter(Boolean).join(' '))
      for (const [name, value] of Object.entries(labels)) span.setAttribute(nameOf(name), value)
      if (status.startsWith('5') || outcome === 'failed')
        span.setStatus({ code: SpanStatusCode.ERROR })
      span.end(endTime)
    }
    return { context: trace.setSpan(within, span), ended }
  }
  return {
    begin: (work) => {
      if (work === untold) return { within: (run) => run(), ended: () => undefined }
      const { context, ended } = start(work, Date.now())
      return {
        within: (run) => running.run(context, run),
        ended: (_seconds, labels) => ended(Date.now(), labels),
      }
    },
    note: (work, seconds, labels) => {
      const now = Date.now()
      if (work !== untold) start(work, now - seconds * 1000).ended(now, labels)
    },
    close: () => provider.shutdown().catch(() => undefined),
  }
}

/** As OpenTelemetry spells them, where it does. */
const nameOf = (label: string): string =>
  ({
    method: 'http.request.method',
    route: 'http.route',
    status: 'http.response.status_code',
    tool: 'gen_ai.tool.name',
    model: 'gen_ai.response.model',
  })[label] ?? `jidoka.${label}`
