import { describe, expect, it } from 'vitest'
import { languageOf } from '../../../base/language.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import { parse } from './parse.ts'
import { firstStep, type PlannedCall, type Step, type ToolOutcome } from './plan.ts'
import type { Reading } from './reading.ts'
import { nextStep } from './several.ts'
import { suzhouLexicon } from './test-lexicon.ts'
import { understand } from './understand.ts'

/** Tuesday 2026-11-24 10:00 in Shanghai. */
export const now = new Date('2026-11-24T02:00:00Z')
const suzhou = suzhouLexicon()

function stepFor(question: string, lexicon = suzhou): Step {
  const language = languageOf(question)
  const builtIn = { lexicon, language, now }
  return firstStep(parse(question, builtIn), builtIn)
}

/** What is said at once, before any call; empty where something is called. */
export function said(question: string, lexicon = suzhou): string {
  const step = stepFor(question, lexicon)
  return 'text' in step ? step.text : ''
}

function callFor(question: string): PlannedCall {
  const step = stepFor(question)
  const [call] = 'calls' in step ? step.calls : []
  if (!call) throw new Error(`no call for "${question}"`)
  return call
}

/** How the last of several messages was read, each in the light of the one before. */
export function heard(messages: string[], lexicon: Lexicon): Reading[] {
  return messages.reduce<Reading[]>((before, text) => {
    const previous = before.at(-1)
    const context = { lexicon, now, language: languageOf(text) }
    return understand(text, previous ? { ...context, previous } : context)
  }, [])
}

/** What comes of it, once the tools that it called have answered. */
export function stepAfter(messages: string[], lexicon: Lexicon, outcomes: ToolOutcome[] = []) {
  const language = languageOf(messages.at(-1) ?? '')
  return nextStep(heard(messages, lexicon), outcomes, { lexicon, language, now })
}

/** Questions that mean the same, in both languages, and the one call that answers them. */
export type Asked = [questions: string[], tool: string, args: Record<string, unknown>]

export function describeCalls(cases: Asked[]): void {
  describe.each(cases)('%j', (questions, tool, args) => {
    it.each(questions)(`%s → ${tool}`, (question) => {
      const call = callFor(question)
      const own = { search_knowledge: 'query', open_maintenance_ticket: 'description' }[tool]
      expect(call.tool).toBe(tool)
      expect(call.args).toEqual(own === undefined ? args : { [own]: question, ...args })
    })
  })
}
