import { readFileSync } from 'node:fs'

export type Target = { op: '<=' | '>=' | '=='; value: number }
export type Metrics = Record<string, number>

export type Measured = {
  name: string
  cases: number
  metrics: Metrics
  targets: Record<string, Target>
  /** File of `baselines/` to compare with, where it is not the name. */
  baseline?: string
}

/**
 * Tells on stderr what differs from the committed baseline, prints one object on stdout as its last
 * line, and sets the exit status: 1 where a target is missed, whatever the baseline says.
 */
export function report({ name, cases, metrics, targets, baseline = name }: Measured): void {
  for (const line of differences(metrics, readBaseline(baseline))) process.stderr.write(`${line}\n`)
  const failures = missed(metrics, targets)
  const passed = failures.length === 0
  const result = { name, cases, metrics, targets, passed, failures }
  process.stdout.write(`${JSON.stringify(result)}\n`)
  process.exitCode = passed ? 0 : 1
}

/** Of all those for which it holds, to four decimals; NaN of none, which meets no target. */
export const share = <Of>(all: Of[], holds: (one: Of) => boolean): number =>
  Math.round((all.filter(holds).length / all.length) * 10_000) / 10_000

export function missed(metrics: Metrics, targets: Record<string, Target>): string[] {
  return Object.entries(targets).flatMap(([key, { op, value }]) => {
    const is = metrics[key] ?? Number.NaN
    return meets(is, { op, value }) ? [] : [`${key} is ${is}, wanted ${op} ${value}`]
  })
}

function meets(is: number, { op, value }: Target): boolean {
  switch (op) {
    case '<=':
      return is <= value
    case '>=':
      return is >= value
    case '==':
      return is === value
  }
}

/** A baseline holds only what does not depend on the machine: ratios, shares and counts. */
export function differences(metrics: Metrics, baseline: Metrics): string[] {
  const keys = Object.keys(baseline).filter((key) => metrics[key] !== undefined)
  if (keys.length === 0) return []
  const lines = keys.map((key) => {
    const [was = 0, is = 0] = [baseline[key], metrics[key]]
    const change = is === was ? '=' : `${is > was ? '+' : '−'}${Math.abs(is - was).toFixed(3)}`
    return `${key.padEnd(32)}${String(was).padStart(10)}${String(is).padStart(10)}${change.padStart(10)}`
  })
  return [
    `\n${'against the baseline'.padEnd(32)}${['was', 'is', ''].map((word) => word.padStart(10)).join('')}`,
    ...lines,
  ]
}

function readBaseline(name: string): Metrics {
  try {
    return JSON.parse(readFileSync(new URL(`./baselines/${name}.json`, import.meta.url), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}
