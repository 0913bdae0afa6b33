import { type Lexicon, mentionsIn } from './lexicon.ts'

/** Names that share their noun or their number: `turning and milling line`, `line 1 and 2`, `甲丙两班`. */
const shapes: { said: RegExp; whole: (first: string, rest: string[]) => [string, string] }[] = [
  {
    said: /\b([a-z]+)(\s*(?:,|and|or|vs\.?|versus|&)\s*)([a-z]+)\s+(lines?|shifts?|plants?|teams?)\b/giu,
    whole: (first, [, second = '', noun = '']) => {
      const one = noun.replace(/s$/iu, '')
      return [`${first} ${one}`, `${second} ${one}`]
    },
  },
  {
    said: /\b([a-z]+\s+(?=\d|[A-Z]\s))((?:\d+|[A-Z])\s*(?:,|and|or|vs\.?|versus|&|\/)\s*)(\d+|[A-Z])\b/gu,
    whole: (noun, [head = '', second = '']) => [
      `${noun.replace(/s?\s+$/iu, '')} ${/^\w+/u.exec(head)?.[0]}`,
      `${noun.replace(/s?\s+$/iu, '')} ${second}`,
    ],
  },
  {
    said: /(?<!\d)(\p{Script=Han}{1,4}?|\d{1,2}(?=[和与跟同、及,]))([和与跟同、及,]?)(\p{Script=Han}{1,4}?|(?<=[和与跟同、及,])\d{1,2})[两二]?(班组|班|线|厂|工厂|号机|号线)(?!次)/gu,
    whole: (first, [, second = '', noun = '']) => [`${first}${noun}`, `${second}${noun}`],
  },
]

/** The question with both names whole, wherever both are names here and the short one is none. */
/** `甲乙丙三个班` of 甲班, 乙班 and 丙班. */
const letters = /([甲乙丙丁戊]{2,})(?:[两二三四五]个?)?(班|组)(?![次组])/gu

export function withWholeNames(said: string, lexicon: Lexicon): string {
  const teams = said.replace(letters, (_, all: string, noun: string) =>
    [...all].map((one) => one + noun).join('和'),
  )
  return shapes.reduce(
    (text, { said: shape, whole }) =>
      text.replace(shape, (all, first: string, ...rest: string[]) => {
        const names = whole(first, rest)
        const both = names.every((name) => isOneName(name, lexicon))
        return both && !isWhole(all, names, lexicon)
          ? names.join(/\p{Script=Han}/u.test(all) ? '和' : ' and ')
          : all
      }),
    teams,
  )
}

function isOneName(text: string, lexicon: Lexicon): boolean {
  const [only, ...more] = mentionsIn(text, lexicon)
  return only !== undefined && more.length === 0 && only.end - only.start === text.length
}

/** Both names are found as it stands. */
const isWhole = (text: string, names: [string, string], lexicon: Lexicon): boolean =>
  mentionsIn(text, lexicon).length >= names.length
