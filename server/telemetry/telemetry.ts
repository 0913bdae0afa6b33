import type { Secret } from '../secret.ts'

/**
 * What is measured of the process. Labels are names out of this code, its configuration and HTTP: never
 * what somebody wrote, and never without an end.
 */
export const works = {
  http: {
    labels: ['method', 'route', 'status'],
    help: 'Requests by route template, until their answer begins',
  },
  mcp: { labels: ['tool', 'outcome'], help: 'Calls of tools by AI clients' },
  turn: { labels: ['model', 'outcome'], help: 'Turns of a conversation' },
  turn_tool: { labels: ['tool', 'outcome'], help: 'Calls of tools within turns' },
  job: { labels: ['job', 'outcome'], help: 'Rounds of background work' },
} as const satisfies Record<string, { labels: readonly string[]; help: string }>

export type Work = keyof typeof works
export type Labels<W extends Work> = Record<(typeof works)[W]['labels'][number], string>

/** A piece of work that has begun. */
export type Begun<W extends Work> = {
  /** What is begun in there is part of it. */
  within: <T>(run: () => T) => T
  /** Once; what comes later counts for nothing. */
  end: (labels: Labels<W>) => void
}

export type Telemetry = {
  begin: <W extends Work>(work: W) => Begun<W>
  /** Work that is over already, within what runs. */
  note: <W extends Work>(work: W, seconds: number, labels: Labels<W>) => void
  /** The metrics as Prometheus reads them, for whoever shows the token; null: for nobody. */
  metrics: { token: Secret; read: () => Promise<{ type: string; text: string }> } | null
  close: () => Promise<void>
}

/** Measures nothing. */
export const noTelemetry: Telemetry = {
  begin: () => ({ within: (run) => run(), end: () => undefined }),
  note: () => undefined,
  metrics: null,
  close: async () => undefined,
}
