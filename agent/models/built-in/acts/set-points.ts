import type { Entry } from '../lexicon/entry.ts'
import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import type { SetPointReading } from './asked-change.ts'

const value = '(-?\\d+(?:\\.\\d+)?)\\s*([^\\s,,。;;!!]*)'
const sets = new RegExp(
  [
    `(?:[设调改升降提加减])(?:[高低大小快慢定])?(?:到|成|为|至)\\s*${value}`,
    `\\b(?:set|change|raise|lower|increase|decrease|reduce|adjust|turn|bring|drop|move|put)\\b[^?]*?\\bto\\s+${value}`,
  ].join('|'),
  'iu',
)

/**
 * `set the chain speed of reflow oven 2 to 83 cm/min`: a parameter of the one machine that is named, by its name.
 * Nothing here acts on a machine: it becomes a proposal, and the tool holds it to the limits that engineering gave.
 */
export function readSetPoint(
  { said, lexicon }: Pick<Question, 'said' | 'lexicon'>,
  { equipment }: Reading,
): SetPointReading | null {
  const [machine, ...others] = equipment
  const found = sets.exec(said)
  if (found === null || machine === undefined || others.length > 0) return null
  const [amount = '', unit = ''] = found.slice(1).filter((part) => part !== undefined)
  const [parameter, ...more] = lexicon.entries.filter(
    (one) => one.kind === 'parameter' && one.on === machine.id && isNamed(one, said),
  )
  if (parameter === undefined || more.length > 0) return null
  const own = parameter.unit ?? ''
  return {
    kind: 'parameter',
    parameter: parameter.id,
    value: Number(amount),
    unit: isSaidFor(unit, own) ? own : unit,
  }
}

const isNamed = ({ zh, en }: Entry, said: string): boolean =>
  said.includes(zh) || said.toLowerCase().includes(en.toLowerCase())

/** Another unit than its own is passed on as it was said, for the tool to refuse by name. */
const isSaidFor = (said: string, own: string): boolean =>
  said === '' ||
  said.toLowerCase() === own.normalize('NFKC').toLowerCase() ||
  (said === '度' && own.endsWith('C'))
