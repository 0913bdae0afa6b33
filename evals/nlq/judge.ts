import type { Answer } from '../../agent/index.ts'
import { AppError } from '../../base/app-error.ts'
import { byHand, disagreement } from './by-hand.ts'
import type { ExpectedCall, KpiCall, NlqCase } from './cases.ts'
import { sameMeaning } from './meaning.ts'
import type { Called, Data, NlqPlant } from './plant.ts'
import { unstated } from './stated.ts'

/**
 * `wrong` is what does harm: another call, or another figure, told as if it were the answer.
 * `unstated` made the right call and leaves out what it found; `abstained` asked back or gave up.
 */
export type Verdict = 'exact' | 'wrong' | 'unstated' | 'abstained' | 'failed'
export type Judged = {
  nlqCase: NlqCase
  verdict: Verdict
  why: string
  answer: Answer | null
  byHand?: boolean
  ms: number
}

export async function judge(plant: NlqPlant, nlqCase: NlqCase): Promise<Judged> {
  const begun = performance.now()
  const asked = await askFor(plant, nlqCase)
  const ms = performance.now() - begun
  if (typeof asked === 'string') {
    return { nlqCase, verdict: 'failed', why: asked, answer: null, ms }
  }
  const found = await verdictOf(plant, nlqCase, asked)
  return { nlqCase, ...found, answer: asked, ms }
}

/** What the turn failed by, where it gave no answer. */
async function askFor(plant: NlqPlant, { turns, as }: NlqCase): Promise<Answer | string> {
  try {
    return await plant.ask(turns, as)
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`
    throw error
  }
}

/** `byHand`: its figure was worked out by hand as well. */
type Found = { verdict: Verdict; why: string; byHand?: boolean }
const exact: Found = { verdict: 'exact', why: '' }

async function verdictOf(plant: NlqPlant, { expect, as }: NlqCase, answer: Answer): Promise<Found> {
  const called = joined(
    answer.calls.map(({ tool, args }) => ({ tool, args: args as Data, asker: as })),
  )
  const silent = silenceOf(answer)
  if (silent !== null) {
    const wanted = silent === 'ask' && expect.includes('ask')
    const isRight =
      wanted || expect.includes('abstain') || (await findsNothing(plant, { expect, called }))
    return isRight ? exact : { verdict: 'abstained', why: `said: ${silent}` }
  }
  const faults: Found[] = []
  for (const calls of expect) {
    if (typeof calls === 'string') continue
    const found = await compared(plant, { calls, called, answer })
    if (found.verdict === 'exact') return found
    faults.push(found)
  }
  const made = called.map(({ tool, args }) => `${tool} ${JSON.stringify(args)}`).join(', ')
  const wrong: Found = { verdict: 'wrong', why: `called ${made || 'nothing'}` }
  const telling = faults.find(
    ({ verdict, why }) => verdict === 'unstated' || why.startsWith('by hand'),
  )
  return telling ?? wrong
}

/** Two figures of the same rows are one call, or one call each. */
function joined(called: Called[]): Called[] {
  const keyOf = ({ tool, args: { metrics: _, order: __, ...rest } }: Called) =>
    JSON.stringify([tool, rest])
  const figures = called.filter(({ tool }) => tool === 'query_kpi')
  const together = [...Map.groupBy(figures, keyOf).values()].flatMap((alike) => {
    const [first] = alike
    const metrics = [...new Set(alike.flatMap(({ args }) => args.metrics as string[]))]
    return first === undefined ? [] : [{ ...first, args: { ...first.args, metrics } }]
  })
  return [...together, ...called.filter(({ tool }) => tool !== 'query_kpi')]
}

type Tried = { expect: NlqCase['expect']; called: Called[] }

/** To say that there are no data is the answer, where the right call finds none. */
async function findsNothing(plant: NlqPlant, { expect, called }: Tried): Promise<boolean> {
  for (const calls of expect) {
    const [expected] = typeof calls === 'string' ? [] : calls
    if (expected?.tool !== 'query_kpi') continue
    const data = await firstSame(plant, expected, called)
    if (data !== null && !hasFigure(data)) return true
  }
  return false
}

const hasFigure = ({ rows, metrics }: Data): boolean =>
  (rows as unknown[][]).some((row) =>
    row.slice(-(metrics as unknown[]).length).some((cell) => cell !== null),
  )

function silenceOf({ ask_back: asksBack, abstained, proposals }: Answer): 'ask' | 'abstain' | null {
  if (proposals.length > 0) return null
  if (asksBack !== null) return 'ask'
  return abstained ? 'abstain' : null
}

/** They tell what a word or a number on a plate stands for, and no figure: one more of them does no harm. */
const names = new Set<string>(['list_metrics', 'find_equipment'])

type Compared = { calls: ExpectedCall[]; called: Called[]; answer: Answer }

/** Every expected call was made, none of the same tool beside them but of names, and its figure is told. */
async function compared(plant: NlqPlant, { calls, called, answer }: Compared): Promise<Found> {
  const tools = new Set<string>(calls.map(({ tool }) => tool).filter((tool) => !names.has(tool)))
  const isCounted = ({ tool }: { tool: string }) => tools.has(tool)
  if (called.filter(isCounted).length > calls.filter(isCounted).length) {
    return { verdict: 'wrong', why: 'more calls than asked for' }
  }
  let checked = false
  for (const expected of calls) {
    const data = await firstSame(plant, expected, called)
    if (data === null) return { verdict: 'wrong', why: `no such call of ${expected.tool}` }
    const asked = { window: data.window, asker: called[0]?.asker ?? '' }
    const hand = 'metrics' in expected ? await byHand(plant, expected as KpiCall, asked) : null
    const differs = hand === null ? null : disagreement(hand, data)
    if (differs !== null) return { verdict: 'wrong', why: differs }
    const missing = unstated(answer, expected, data)
    if (missing !== null) return { verdict: 'unstated', why: missing }
    checked ||= hand !== null
  }
  return { ...exact, byHand: checked }
}

async function firstSame(
  plant: NlqPlant,
  expected: ExpectedCall,
  called: Called[],
): Promise<Data | null> {
  for (const one of called) {
    const data = await sameMeaning(plant, expected, one)
    if (data !== null) return data
  }
  return null
}
