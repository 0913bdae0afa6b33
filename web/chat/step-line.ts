import type { Language } from '../app/format.ts'
import { toolWord } from './code-words.ts'
import type { Step } from './turn-view.ts'

/** `Reading KPIs: oee · suzhou`: what a tool does, and with what. */
export function stepLine({ tool, args }: Pick<Step, 'tool' | 'args'>, language: Language): string {
  const about = subjectsOf(args)
  const what = toolWord(tool, language)
  if (about === '') return what
  return language === 'zh' ? `${what}：${about}` : `${what}: ${about}`
}

const subjects = [
  'metrics',
  'machine',
  'equipment',
  'query',
  'search',
  'document',
  'title',
  'action_id',
  'site',
]
const mostCharacters = 60

/** The few arguments that say what it is about; the others are in the details. */
function subjectsOf(args: unknown): string {
  if (typeof args !== 'object' || args === null) return ''
  const found = subjects.flatMap((key) => {
    const value: unknown = Reflect.get(args, key)
    const texts = Array.isArray(value) ? value : [value]
    return texts.filter((text) => typeof text === 'string')
  })
  const line = [...new Set(found)].slice(0, 3).join(' · ')
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line
}
