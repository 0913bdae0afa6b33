import { withoutQuantities } from '../answers/quantities.ts'
import { machineNames } from './glossary.ts'
import { stopWords } from './stop-words.ts'
import { foldText } from './terms.ts'

/** `zone 11`, `程序 6`, `pattern C`: one of several that have one name. */
type Numbered = { name: string; number: string }

const english = /(?<![\w-])([A-Za-z]{3,}) (\d{1,3}|[B-HJ-Z])(?![\w.,/-]*\w)/gu
/** `Y belt`, `Z轴`: by the axis that they move on. */
const axis = /(?<![\w-])([XYZ])(?: (?!ray)([a-z]{3,})| ?((?![光射])\p{Script=Han}{1,2}))/gu
const chinese =
  /(\p{Script=Han}{2})(?<![变到于过低超降升设调达差涨加减为约近]) ?(\d{1,3}|[A-HJ-Z])(?![\w.\-、])/gu

/** What stands before any number, and names nothing. */
const beforeNumbers: ReadonlySet<string> = new Set(
  `above after another around before below beneath beyond exceed exceeds exactly get got just last least
  maximum minimum most nearly next only over past reach reached reaches since than towards under until within`.split(
    /\s+/,
  ),
)

/** Which one of the machines it is, papers that hold for all of them seldom say. */
const machines = new RegExp(
  `^(?:${machineNames.flatMap(({ zh, en }) => [...zh, ...en]).join('|')})$|(?:机|炉|床)$`,
  'u',
)

/** Quantities aside: nobody asks about the `bar 6`. */
function numberedIn(question: string): Numbered[] {
  const asked = withoutQuantities(question)
  const axes = [...asked.matchAll(axis)].map(([, letter = '', en, zh]) => [en ?? zh ?? '', letter])
  const named = [...asked.matchAll(english), ...asked.matchAll(chinese)].map((one) => one.slice(1))
  return [...axes, ...named]
    .map(([name = '', number = '']) => ({ name: foldText(name), number: foldText(number) }))
    .filter(({ name }) => !stopWords.has(name) && !beforeNumbers.has(name) && !machines.test(name))
}

const stepNumber = /^\s*\d{1,3}[.)、]/gmu
export const withoutStepNumbers = (text: string): string => text.replace(stepNumber, ' ')

const fromTo = /(?<![\w.])(\d{1,3})\s*(?:[-–—~～至到]|to)\s*(\d{1,3})(?![\w.])/gu

/** Whether a question names one of several by its number, and the text only others. */
export function lacksNumber(question: string, text: string): boolean {
  const asked = numberedIn(question)
  if (asked.length === 0) return false
  const said = foldText(withoutQuantities(withoutStepNumbers(text)))
  return asked.some(
    ({ name, number }) =>
      !stands(number, said) && !isWithin(Number(number), said) && !said.includes(name + number),
  )
}

const stands = (number: string, said: string): boolean =>
  new RegExp(String.raw`(?<![\w.])0?${number}(?![\w.])`, 'u').test(said)

const isWithin = (number: number, said: string): boolean =>
  [...said.matchAll(fromTo)].some(
    ([, low, high]) => Number(low) <= number && number <= Number(high),
  )
