import { type Lexicon, mentionsIn } from '../lexicon/lexicon.ts'

type Shape = { said: RegExp; whole: (first: string, rest: string[]) => string[] }

const and = '(?:,|and|or|vs\\.?|versus|&|\\/)'

const next = `\\s*(?:,\\s*(?:and|or)\\b|${and}|[-–])\\s*(?:\\d+|[A-Z])`

/** `line 1 and 2`, `crew, A or D`, `lathes 1-4`; of names of two words before those of one. */
const numbered = (noun: string): Shape => ({
  said: new RegExp(
    `\\b(${noun}),?\\s+((?:\\d+|[A-Z])(?:${next})+)(?![\\w%]|\\s*${measures})`,
    'gu',
  ),
  whole: (plural, [listed = '']) =>
    eachOf(listed).map((one) => `${plural.replace(/s$/iu, '')} ${one}`),
})
const measures = '(?:hours?|days?|weeks?|months?|pcs|pieces|times)\\b'

function eachOf(listed: string): string[] {
  const [, first, last] = /^(\d)\s*[-–]\s*(\d)$/u.exec(listed) ?? []
  if (first === undefined || last === undefined) return listed.match(/\d+|[A-Z]/gu) ?? []
  const count = Math.max(0, Number(last) - Number(first) + 1)
  return Array.from({ length: count }, (_, n) => String(Number(first) + n))
}

/** Names that share their noun or their number. */
const shapes: Shape[] = [
  {
    said: new RegExp(`\\b([a-z]+)\\s*${and}\\s*([a-z]+)\\s+(line|shift|plant|team)s?\\b`, 'giu'),
    whole: (first, [second = '', noun = '']) => [`${first} ${noun}`, `${second} ${noun}`],
  },
  numbered('[A-Za-z]+\\s+[a-z]+'),
  numbered('[A-Za-z]+'),
  {
    said: /(?<!\d)(\p{Script=Han}{1,4}?|\d{1,2}(?=[和与跟同、及,]))[和与跟同、及,]?(\p{Script=Han}{1,4}?|(?<=[和与跟同、及,])\d{1,2})[两二]?(班组|班|线|厂|工厂|号机|号线)(?!次)/gu,
    whole: (first, [second = '', noun = '']) => [`${first}${noun}`, `${second}${noun}`],
  },
]

/** `贴片一线跟二线`: the second line goes by the name of the first. */
const lines =
  /(\p{Script=Han}{2,4}?)([一二三四五六七八九\d])(号?线)([和跟与同、及,]?)([一二三四五六七八九\d])\3/gu

/** `组装测试那条线` of 组装测试线, `灌装两条线` of both. */
const pointed = /(\p{Script=Han}{2,8}?)(?:[那这]?[两二三四五]|[那这])[条台个](线|机|炉|站)/gu

/** `1号和2号旋盖机`: the noun of both stands behind the second. */
const numbersFirst = /(\d{1,2})号?[和与跟同、及,](\d{1,2})号(\p{Script=Han}{2,6})/gu

function withNamesFirst(said: string, lexicon: Lexicon): string {
  return said.replace(numbersFirst, (all, ...found: string[]) => {
    const [one = '', other = '', after = ''] = found
    const lengths = [...after].map((_, at) => after.length - at)
    const length = lengths.find((n) =>
      [one, other].every((number) => isOneName(`${number}号${after.slice(0, n)}`, lexicon)),
    )
    if (length === undefined) return all
    const noun = after.slice(0, length)
    return `${one}号${noun}和${other}号${noun}${after.slice(length)}`
  })
}

/** `which reflow oven was better, 1 or 2`: the noun of those numbers stands before them. */
const numbersLast =
  /(?<=[,,]\s*)(?:number\s+|no\.?\s*|#)?(\d{1,2})号?\s*(?:\bor\b|\band\b|\bvs\.?|\bversus\b|还是|和|跟|与)\s*(\d{1,2})号?(?=\s*[??。.]?$)/iu

function withNamesLast(said: string, lexicon: Lexicon): string {
  const [all = '', ...numbers] = numbersLast.exec(said) ?? []
  if (all === '') return said
  for (const { start, end, text } of mentionsIn(said, lexicon)) {
    const isZh = /\p{Script=Han}/u.test(text)
    const names = numbers.map((n) => (isZh ? `${n}号${text}` : `${text} ${n}`))
    if (!names.every((name) => isOneName(name, lexicon))) continue
    const before = said.slice(0, start) + (isZh ? '机器' : 'machine') + said.slice(end)
    return before.replace(numbersLast, names.join(isZh ? '和' : ' or '))
  }
  return said
}

/** `is printer 3 any better than 1 and 2`: those numbers go by the noun of the one before them. */
const comparedNumbers =
  /(?<=\b(?:than|versus|vs\.?|against)\s+)(?:number\s+)?(\d{1,2})(?:\s*(?:,|and|or|&)\s*(\d{1,2}))?(?=\s*(?:[?,;]|$))/iu

function withCompared(said: string, lexicon: Lexicon): string {
  const [all = '', ...numbers] = comparedNumbers.exec(said) ?? []
  const [, noun] =
    mentionsIn(said.slice(0, said.search(comparedNumbers)), lexicon)
      .map(({ text }) => /^(.*[a-z] )\d{1,2}$/iu.exec(text))
      .find((found) => found !== null) ?? []
  if (all === '' || noun === undefined) return said
  const names = numbers.filter((one) => one !== undefined).map((one) => `${noun}${one}`)
  return names.every((name) => isOneName(name, lexicon))
    ? said.replace(comparedNumbers, names.join(' and '))
    : said
}

/** `甲乙丙三个班` of 甲班, 乙班 and 丙班. */
const letters = /([甲乙丙丁戊]{2,})(?:(?:[两二三四五]个?)?(班|组)(?![次组])|(?=呢|[??]|$))/gu

/** `3号 placement`: a number said in the one language, its noun in the other. */
const mixed = /(\d{1,2})号\s*([a-z]+(?:\s[a-z]+)?)/giu

const withMixed = (said: string, lexicon: Lexicon): string =>
  said.replace(mixed, (all, number: string, noun: string) => {
    const nouns = [noun, noun.split(' ')[0] ?? noun]
    const name = nouns.find((one) => isOneName(`${one} ${number}`, lexicon))
    return name === undefined ? all : `${name} ${number}${noun.slice(name.length)}`
  })

/** `why turning so low`, `only milling`: a line goes by what is done on it. */
const byWork =
  /(?<=^|\b(?:of|for|on|at|in|about|only|just|and|or|vs\.?|versus|than|against|why|did|does|is|was|has)\s+(?:the\s+|our\s+)?|[只要看那跟和]\s*)([a-z]{4,}ing)\b(?!\s+(?:lines?|machines?|cent(?:re|er)s?|halls?|shops?|time|process\w*)\b)/giu

const withLines = (said: string, lexicon: Lexicon): string =>
  said.replace(byWork, (work: string) => {
    const name = `${work} line`
    return isOneName(name, lexicon) && !isOneName(work, lexicon) ? name : work
  })

/** The question with both names whole, wherever both are names here and the short one is none. */
export function withWholeNames(said: string, lexicon: Lexicon): string {
  const shared = [withLines, withMixed, withCompared, withNamesLast, withNamesFirst]
  const numbered = shared.reduce((text, whole) => whole(text, lexicon), said)
  const teams = numbered.replace(letters, (_, all: string, noun = '班') =>
    [...all].map((one) => one + noun).join('和'),
  )
  const both = teams.replace(lines, (all, noun: string, ...[one, line, and, other]: string[]) => {
    const second = `${noun}${other}${line}`
    return isOneName(second, lexicon) ? `${noun}${one}${line}${and}${second}` : all
  })
  const plain = both.replace(pointed, (all, name: string, noun: string) =>
    [...name].some((_, at) => isOneName(name.slice(at) + noun, lexicon)) ? name + noun : all,
  )
  return shapes.reduce(
    (text, { said: shape, whole }) =>
      text.replace(shape, (all, first: string, ...rest: string[]) => {
        const names = whole(first, rest)
        const both = names.length > 1 && names.every((name) => isOneName(name, lexicon))
        if (!both || mentionsIn(all, lexicon).length > 1) return all
        return names.join(/\p{Script=Han}/u.test(all) ? '和' : ' and ')
      }),
    plain,
  )
}

export function isOneName(text: string, lexicon: Lexicon): boolean {
  const [only, ...more] = mentionsIn(text, lexicon)
  return only !== undefined && more.length === 0 && only.end - only.start === text.length
}
