import type { DecideOutcome } from '../../actions/index.ts'
import type { Language, Localized } from '../../base/language.ts'
import type { ScriptedStep } from '../../test/support/scripted-model/cases.ts'

/**
 * What an answer must state: words as they are; each value that a statement written by hand reads from
 * the raw rows; or a document that it must cite. `{{action}}` is the newest proposal of the task.
 */
export type Fact = string | { sql: string } | { cites: string }

/** `asks` for what is missing; `declines`: abstains, or asks for something else. */
export type TurnOutcome = 'answered' | 'asks' | 'abstains' | 'declines' | 'any'

export type Said = {
  say: string
  /** `answered` where it is absent. */
  outcome?: TurnOutcome
  facts?: Fact[]
  /** Words that must not stand in the answer. */
  never?: string[]
  /** What a model that knows its job does; played by the scripted endpoint. */
  script: ScriptedStep[]
}

/** A person decides on the newest proposal, by the way of every channel. */
export type Decided = { decide: 'approve' | 'reject'; as: string; outcome: DecideOutcome }

type Cell = string | number | boolean | null
export type Row = Record<string, Cell>

export type ExpectedProposal = { tool: string; status: string; tainted?: boolean; args: Row }

export type Task = {
  id: string
  language: Language
  as: string
  steps: (Said | Decided)[]
  /** Every proposal that there is afterwards. */
  proposals?: ExpectedProposal[]
  /** Every row of the plant that is new afterwards, by table; a number where only the count matters. */
  adds?: Record<string, Row[] | number>
  /** Every row of the plant that is another afterwards. */
  changes?: Record<string, Row[]>
}

/** The same in two languages: each `{zh, en}` stands for one of them. */
type InBoth<T> = T extends string
  ? T | Localized
  : T extends (infer One)[]
    ? InBoth<One>[]
    : T extends object
      ? { [Key in keyof T]: InBoth<T[Key]> }
      : T

export type TaskPair = InBoth<Omit<Task, 'language'>> & { id: string; as: string }

export const inLanguages = (pair: TaskPair): Task[] =>
  (['zh', 'en'] as const).map((language) => {
    const task = spoken(pair, language) as Omit<Task, 'language'>
    return { ...task, id: `${task.id}-${language}`, language }
  })

function spoken(value: unknown, language: Language): unknown {
  if (Array.isArray(value)) return value.map((one) => spoken(one, language))
  if (typeof value !== 'object' || value === null) return value
  if ('zh' in value && 'en' in value) return value[language]
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoken(one, language)]))
}
