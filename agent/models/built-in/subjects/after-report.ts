import { parse } from '../parse.ts'
import type { Intent, Reading } from '../reading.ts'
import { clausesOf } from '../typed/clauses.ts'
import { lookAt, type ParseContext } from '../typed/look-at.ts'
import { thatSlip } from '../words/record-words.ts'
import { asksYesOrNo, intents } from '../words/words.ts'

const told = new Set<Intent>(['state', 'cause', 'tickets', 'kpi', 'howto'])
/** Narrows the question behind it, and reports nothing. */
const narrows =
  /^(?:if|when|while|for|since|after|before|during)\b|如果|要是|的时候|的话|期间|以后|之后|之前/iu

/**
 * `3号机漏油,现在什么状态`: what somebody saw at a machine, and then a question about it. The report holds
 * words that no reading makes anything of; the question is read without them, of that machine.
 */
export function afterReport(said: string, whole: Reading, context: ParseContext): Reading | null {
  const { previous: _, ...fresh } = context
  const isAtALoss = whole.unknown !== undefined || whole.hunch || whole.intent === 'search'
  const [report = '', ...others] = clausesOf(said).flatMap((clause) => clause.split(/[.:]\s+/u))
  const asked = others.filter((clause) => isQuestion(clause) || said.includes(`${clause}?`))
  // `the lift drive runs hot again, what do I check`: papers are asked with the words of both.
  if (whole.intent === 'howto' && asked.length > 0 && isReported(parse(report, fresh))) return whole
  if (!isAtALoss || asked.length === 0 || isQuestion(report) || narrows.test(report)) return null
  const machine = machineIn(report, context)
  if (machine === null || asked.some((clause) => machineIn(clause, context) !== null)) return null
  const reading = parse(`${machine} ${asked.join(', ')}`, fresh)
  const isTold = told.has(reading.intent) && reading.unknown === undefined && !reading.unmet
  return isTold && reading.equipment.length === 1 ? { ...reading, question: said } : null
}

const isQuestion = (clause: string): boolean =>
  intents.question.test(clause) || asksYesOrNo.test(clause) || thatSlip.test(clause)

/** `码垛机又卡了`, `filler 2 stopped again`: how a machine is was told, and not asked. */
export const isReported = ({ intent, equipment, question }: Reading): boolean =>
  intent === 'state' &&
  equipment.length > 0 &&
  /[了又老]|\b(?:again|keeps?|just)\b/iu.test(question) &&
  !isQuestion(question) &&
  !intents.plainState.test(question)

/** The one machine that is named, as it was said. */
function machineIn(text: string, context: ParseContext): string | null {
  const names = lookAt(text, context).mentions.filter(
    ({ entries: [one] }) => one?.kind === 'equipment',
  )
  const [name, ...more] = names
  return more.length === 0 && name?.entries[0]?.level === 'machine' ? name.text : null
}
