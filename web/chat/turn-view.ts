import type { Answer, Teaching, ThreadDetail, TurnEvent } from '../../server/http/contract.ts'

export type Step = {
  id: string
  tool: string
  args: unknown
  /** Null while it runs. */
  ms: number | null
  error: string | null
}

export type Failure = { code: string; message: string; hint?: string }

export type Found = Pick<Answer, 'figures' | 'chart' | 'citations' | 'proposals'>

/** One question with all that is known of its answer so far. */
export type TurnView = {
  key: string
  seq: number | null
  question: string
  phase: 'asking' | 'working' | 'done' | 'failed' | 'cancelled'
  steps: Step[]
  text: string
  found: Found
  answer: Answer | null
  failure: Failure | null
  /** Asked by correcting the reading of a word, which the site could keep. */
  teach: Teaching | null
}

const nothing: Found = { figures: [], chart: null, citations: [], proposals: [] }

export function newTurn(key: string, question: string, teach: Teaching | null = null): TurnView {
  return {
    ...{ key, question, seq: null, phase: 'asking', steps: [], text: '' },
    ...{ found: nothing, answer: null, failure: null, teach },
  }
}

export const isRunning = ({ phase }: TurnView): boolean => phase === 'asking' || phase === 'working'

/** The turn after one more event of its stream. */
export function afterEvent(view: TurnView, event: TurnEvent): TurnView {
  const { found, steps } = view
  switch (event.type) {
    case 'started':
      return { ...view, phase: 'working', seq: event.seq }
    case 'tool_started': {
      const { id, tool, args } = event
      return { ...view, steps: [...steps, { id, tool, args, ms: null, error: null }] }
    }
    case 'tool_finished':
      return { ...view, steps: steps.map((step) => afterCall(step, event)) }
    case 'text':
      return { ...view, text: view.text + event.delta }
    case 'figure':
      return { ...view, found: { ...found, figures: [...found.figures, event.figure] } }
    case 'chart':
      return { ...view, found: { ...found, chart: event.chart } }
    case 'citation':
      return { ...view, found: { ...found, citations: [...found.citations, event.citation] } }
    case 'proposal':
      return { ...view, found: { ...found, proposals: [...found.proposals, event.proposal] } }
    case 'done':
      return answered(view, event.answer)
    case 'failed':
      return failed(view, event)
    default:
      // A newer server may tell of things that this page does not know.
      return view
  }
}

type Finished = Extract<TurnEvent, { type: 'tool_finished' }>

const afterCall = (step: Step, { id, ms, error }: Finished): Step =>
  step.id === id && step.ms === null ? { ...step, ms, error } : step

function answered(view: TurnView, answer: Answer): TurnView {
  const { figures, chart, citations, proposals } = answer
  const found = { figures, chart, citations, proposals }
  return { ...view, phase: 'done', answer, text: answer.answer, found }
}

/** What was filed before the end stays: a proposal is there whether or not the words came. */
export function failed(view: TurnView, { code, message, hint }: Failure): TurnView {
  const failure = { code, message, ...(hint === undefined ? {} : { hint }) }
  return { ...view, phase: code === 'cancelled' ? 'cancelled' : 'failed', failure }
}

/** A stream that stops without its last event was cut off. */
export function afterStream(view: TurnView): TurnView {
  return isRunning(view) ? failed(view, { code: 'cut_off', message: '' }) : view
}

type StoredTurn = ThreadDetail['turns'][number]

export function storedTurn({ seq, question, status, answer }: StoredTurn): TurnView {
  const view = { ...newTurn(`stored-${seq}`, question), seq }
  if (answer !== null) return answered(view, answer)
  if (status === 'running') return { ...view, phase: 'working' }
  return failed(view, { code: status === 'cancelled' ? 'cancelled' : 'stored', message: '' })
}

/** Stored turns, with those asked on this page in the place of their stored copies. */
export function mergeTurns(stored: TurnView[], asked: TurnView[]): TurnView[] {
  const here = new Set(asked.flatMap(({ seq }) => seq ?? []))
  return [...stored.filter(({ seq }) => seq === null || !here.has(seq)), ...asked]
}

/** The question of an ask-back, and its choices where it lists some. */
export function choicesOf(askBack: string): { question: string; choices: string[] } {
  const lines = askBack.split('\n')
  const isChoice = (line: string) => /^\s*[-*•]\s+\S/.test(line)
  return {
    question: lines
      .filter((line) => !isChoice(line))
      .join('\n')
      .trim(),
    choices: lines.filter(isChoice).map((line) => line.replace(/^\s*[-*•]\s+/, '').trim()),
  }
}
