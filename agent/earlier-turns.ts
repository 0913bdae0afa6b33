import { withoutSecrets } from '../base/without-secrets.ts'
import { formatFigure, formatWindow } from './format.ts'
import type { PastTurn } from './thread.ts'

/** Turns that a model is told word for word: the newest ones that fit. */
const mostWhole = 6
const mostWholeCharacters = 16_000
const mostFigures = 12
const mostSummaryCharacters = 8_000

export type Told = { whole: PastTurn[]; earlier: string | null }

/**
 * The thread within a budget. Older turns are folded into question, calls and figures with their unit and
 * window, by rule and not by a model: no figure is lost or changed, and no stranger's words are in it.
 */
export function toldOf(past: PastTurn[]): Told {
  let [from, characters] = [past.length, 0]
  while (from > 0 && past.length - from < mostWhole) {
    const turn = past[from - 1]
    characters += (turn?.question.length ?? 0) + (turn?.answer.answer.length ?? 0)
    if (characters > mostWholeCharacters) break
    from -= 1
  }
  const lines = newestThatFit(past.slice(0, from).map(foldedTurn))
  const earlier = lines.length === 0 ? null : [heading, ...lines].join('\n')
  return { whole: past.slice(from), earlier }
}

const heading =
  'Earlier in this conversation (a summary; its figures are of then: call the tool again to state one):'

function newestThatFit(lines: string[]): string[] {
  let characters = 0
  const fits = lines.toReversed().filter((line) => {
    characters += line.length
    return characters <= mostSummaryCharacters
  })
  return fits.toReversed()
}

function foldedTurn({ question, answer }: PastTurn): string {
  const calls = answer.calls.map(({ tool, args }) => `${tool} ${JSON.stringify(args)}`)
  const figures = answer.figures.slice(0, mostFigures).map((figure) => {
    const scope = Object.values(figure.dimensions).join(' / ')
    const value = formatFigure(figure, 'en')
    return `${figure.metric}@${figure.version}${scope === '' ? '' : ` (${scope})`} ${value}, ${formatWindow(figure.window, 'en')}`
  })
  const left = answer.figures.length - figures.length
  const proposals = answer.proposals.map(({ tool, action_id }) => `${tool} ${action_id}`)
  const parts = [
    `asked: ${question}`,
    ...(calls.length > 0 ? [`called: ${calls.join('; ')}`] : []),
    ...(figures.length > 0 ? [`figures: ${figures.join('; ')}`] : []),
    ...(left > 0 ? [`${left} more figures left out`] : []),
    ...(proposals.length > 0 ? [`proposed: ${proposals.join('; ')}`] : []),
  ]
  return withoutSecrets(`- ${parts.join(' | ')}`)
}
