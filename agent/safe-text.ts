import type { Language } from '../base/language.ts'
import type { Figure, ToolResult } from '../tools/index.ts'
import type { Outcome } from './answer.ts'
import { formatFigure, formatWindow } from './format.ts'

type Safe = {
  language: Language
  reason:
    | 'unverified_number'
    | 'unverified_quote'
    | 'wrong_language'
    | 'budget_spent'
    | 'empty_answer'
    | 'too_long'
  /** What the guard caught; named in the reason, never in the text. */
  numbers: string[]
  figures: Figure[]
  results: ToolResult<unknown>[]
}

const openings = {
  unverified_number: {
    zh: '模型的回答里有工具没有返回过的数字,已弃用。以下是实际读到的数据:',
    en: 'The model wrote a number that no tool returned, so its words were dropped. What was read:',
  },
  unverified_quote: {
    zh: '模型的引文与文档原文不一致,已弃用它的回答。以下是文档原文:',
    en: 'The model quoted words that stand in no document, so its words were dropped. What was read:',
  },
  wrong_language: {
    zh: '模型没有用提问的语言回答,已弃用它的回答。以下是实际读到的数据:',
    en: 'The model answered in another language, so its words were dropped. What was read:',
  },
  budget_spent: {
    zh: '这一轮的调用次数已用完。以下是已经读到的数据:',
    en: 'This turn used up its calls. What was read so far:',
  },
  empty_answer: {
    zh: '模型没有给出回答。以下是实际读到的数据:',
    en: 'The model gave no answer. What was read:',
  },
  too_long: {
    zh: '模型的回答太长,已弃用。以下是实际读到的数据:',
    en: 'The model answered at a length that nobody reads, so its words were dropped. What was read:',
  },
} as const

const nothing = { zh: '没有读到可用的数据。', en: 'Nothing usable was read.' }
const mostLines = 20

/** The answer when a model's own words cannot be shown: the tools' results and nothing else. */
export function safeText({ language, reason, figures, results }: Safe): Outcome {
  const lines = [...figures.map((figure) => figureLine(figure, language)), ...others(results)]
  const shown = lines.slice(0, mostLines)
  const left = lines.length - shown.length
  if (left > 0) shown.push(language === 'zh' ? `- ……另有 ${left} 行` : `- … ${left} more`)
  const body = shown.length > 0 ? shown : [nothing[language]]
  return {
    answer: [openings[reason][language], ...body].join('\n'),
    abstained: lines.length === 0,
    reason,
    ask_back: null,
  }
}

function figureLine(figure: Figure, language: Language): string {
  const where = Object.values(figure.dimensions).join(' / ')
  const scope = where === '' ? '' : ` (${where})`
  const window = formatWindow(figure.window, language)
  return `- ${figure.metric}${scope}: ${formatFigure(figure, language)}, ${window}`
}

function others(results: ToolResult<unknown>[]): string[] {
  return results.flatMap((result) => [
    ...(result.citations ?? []).map(
      ({ title, heading, quote }) => `- ${title} · ${heading}: “${quote}”`,
    ),
    ...(result.proposal ? [`- ${result.proposal.action_id}: ${result.proposal.inbox_url}`] : []),
  ])
}
