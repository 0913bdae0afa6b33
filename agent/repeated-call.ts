import { canonicalJson } from '../base/canonical-json.ts'
import type { Answer } from './events.ts'

const mostTimes = 2

/** Whether the same call with the same arguments was made so often that it leads nowhere. */
export function isRepeated(calls: Answer['calls'], next: { name: string; args: unknown }): boolean {
  const args = canonicalJson(next.args)
  return (
    calls.filter((one) => one.tool === next.name && canonicalJson(one.args) === args).length >=
    mostTimes
  )
}
