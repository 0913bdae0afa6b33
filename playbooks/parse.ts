import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { AppError } from '../base/app-error.ts'
import { nearest } from '../base/near.ts'
import { type AnyTool, parseInput } from '../tools/index.ts'
import { fill } from './fill.ts'
import { type Playbook, playbook, type Trigger } from './playbook.ts'
import { cronOf } from './triggers/cron.ts'

type File = { text: string; fileName: string; tools: readonly AnyTool[] }
type Fault = { path: PropertyKey[]; says: string; hint: string }

/**
 * A playbook from YAML, with every call checked by the schema of its tool.
 *
 * @throws AppError `invalid_input` that names file, line, field, value and fix
 */
export function parsePlaybook({ text, fileName, tools }: File): Playbook {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined) {
    throw fault(`${fileName}:${broken.linePos?.[0].line ?? 1}`, '(file)', {
      says: `is not YAML: ${broken.message.split('\n')[0]}`,
      hint: 'Mend that line: two spaces a level, one `key: value` a line.',
    })
  }
  const given: unknown = document.toJS({ maxAliasCount: 100 })
  const parsed = playbook.safeParse(given)
  const found = parsed.success ? callFault(parsed.data, tools) : shapeFault(parsed.error, given)
  if (found === null && parsed.success) return parsed.data
  const { path, ...told } = found ?? { path: [], says: 'is wrong', hint: '' }
  const node = document.getIn(path, true) as { range?: [number] } | undefined
  const parent = document.getIn(path.slice(0, -1), true) as { range?: [number] } | undefined
  const offset = node?.range?.[0] ?? parent?.range?.[0] ?? 0
  throw fault(`${fileName}:${lines.linePos(offset).line}`, path.join('.') || '(file)', told)
}

const fault = (place: string, field: string, { says, hint }: Omit<Fault, 'path'>) =>
  new AppError('invalid_input', `${place}: ${field} ${says}.`, { field, hint })

function shapeFault({ issues }: z.ZodError, given: unknown): Fault {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (issue === undefined) return { path: [], says: 'is wrong', hint: '' }
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? ''
    const near = nearest(key, Object.keys(playbook.shape))
    const meant =
      near.length > 0 && issue.path.length === 0 ? `Did you mean ${near.join(' or ')}? ` : ''
    const hint = `${meant}docs/playbooks.md shows every key.`
    return { path: [...issue.path, key], says: 'is not known', hint }
  }
  const value = issue.path.reduce<unknown>(
    (at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined),
    given,
  )
  const says =
    value === undefined ? 'is missing' : `cannot be ${JSON.stringify(value).slice(0, 80)}`
  const hint = issue.code === 'invalid_value' ? `Known: ${issue.values.join(', ')}.` : issue.message
  return { path: [...issue.path], says, hint }
}

/** What each kind of trigger puts into the words of a call. */
const samples: Record<Trigger['kind'], Record<string, string | number>> = {
  state: { minutes: 1, state: 'X', reason: 'X' },
  alarm: { code: 'X', count: 1 },
  signal: { value: 1, limit: 1 },
  metric: { value: 1, limit: 1 },
  alert: { rule: 'X', severity: 'X', value: 1 },
  schedule: {},
}

function callFault(given: Playbook, tools: readonly AnyTool[]): Fault | null {
  const { trigger } = given
  if (trigger.kind === 'schedule' && cronOf(trigger.cron) === null) {
    const hint = 'Five fields of numbers, *, lists, ranges and steps: "30 6,18 * * 1-5".'
    return { path: ['trigger', 'cron'], says: `cannot be "${trigger.cron}"`, hint }
  }
  for (const [part, effect] of [
    ['read', 'read'],
    ['proposals', 'propose'],
  ] as const) {
    const known = tools.filter((tool) => tool.effect === effect)
    for (const [index, { tool: name, args }] of given[part].entries()) {
      const tool = known.find((one) => one.name === name)
      if (tool === undefined) {
        const hint = `Known: ${known.map((one) => one.name).join(', ')}.`
        return { path: [part, index, 'tool'], says: `cannot be "${name}"`, hint }
      }
      try {
        parseInput(tool, fill(args, { subject: 'X', at: 'X', ...samples[trigger.kind] }))
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        const path = [part, index, 'args', ...(error.field?.split('.') ?? [])]
        return {
          path,
          says: `is refused: ${error.message.replace(/\.$/, '')}`,
          hint: error.hint ?? '',
        }
      }
    }
  }
  return null
}
