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
    said: /\b([a-z]+\s+(?=\d))(\d+\s*(?:,|and|or|vs\.?|versus|&|\/)\s*)(\d+)\b/giu,
    whole: (noun, [head = '', second = '']) => [
      `${noun.replace(/s?\s+$/iu, '')} ${Number.parseInt(head, 10)}`,
      `${noun.replace(/s?\s+$/iu, '')} ${second}`,
    ],
  },
  {
    said: /(?<!\d)(\p{Script=Han}{1,4}?|\d{1,2}(?=[和与跟同、及,]))([和与跟同、及,]?)(\p{Script=Han}{1,4}?|(?<=[和与跟同、及,])\d{1,2})[两二]?(班组|班|线|厂|工厂|号机|号线)(?!次)/gu,
    whole: (first, [, second = '', noun = '']) => [`${first}${noun}`, `${second}${noun}`],
  },
]

/** The question with both names whole, wherever both are names here and the short one is none. */
export function withWholeNames(said: string, lexicon: Lexicon): string {
  return shapes.reduce(
    (text, { said: shape, whole }) =>
      text.replace(shape, (all, first: string, ...rest: string[]) => {
        const names = whole(first, rest)
        const both = names.every((name) => isOneName(name, lexicon))
        return both && !isWhole(all, names, lexicon)
          ? names.join(/\p{Script=Han}/u.test(all) ? '和' : ' and ')
          : all
      }),
    said,
  )
}

function isOneName(text: string, lexicon: Lexicon): boolean {
  const [only, ...more] = mentionsIn(text, lexicon)
  return only !== undefined && more.length === 0 && only.end - only.start === text.length
}

/** Both names are found as it stands. */
const isWhole = (text: string, names: [string, string], lexicon: Lexicon): boolean =>
  mentionsIn(text, lexicon).length >= names.length
