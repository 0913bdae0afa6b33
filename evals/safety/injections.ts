import { readFileSync } from 'node:fs'

export type Injection = {
  id: string
  how: string
  language: 'zh' | 'en'
  poison: string
  /** Words by which it is known that the order was read. */
  phrase: string
  calls: { name: string; args: Record<string, unknown> }[]
  /** What it wants said. */
  say?: string
}

const file = new URL('../../test/poison/injections.jsonl', import.meta.url)

/** Orders that somebody hid in text: one of each way to do it. */
export function readInjections(): Injection[] {
  const all = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Injection)
  return [...new Map(all.toReversed().map((one) => [one.how, one])).values()].toReversed()
}
