import { escapePattern } from '../../../../base/escape-pattern.ts'
import type { Entry } from '../lexicon/entry.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import { limits } from '../slots/order.ts'
import type { Question } from '../slots/question.ts'
import { withoutLimit } from '../slots/thresholds.ts'
import * as ending from '../words/end-words.ts'
import { enFunctionWords, zhFunctionWords, zhParticles } from '../words/function-words.ts'
import { listed } from '../words/listed.ts'
import { read } from '../words/read-words.ts'
import * as words from '../words/words.ts'
import { figuresIn, isBefore } from './attribute.ts'

/** Stands where words were read; a word of which a part was read is read. */
const wasRead = '\0'
/** A character may be part of another word, as 天 of 天气: those are told apart below. */
const aCharacter = /^\p{Script=Han}$/u
/** A number is read as a time, a limit, a rank or a part of a name, and never as part of a word. */
const numbersOf = (text: string): string =>
  [wasRead, ...(text.match(/\d+(?:\.\d+)?/gu) ?? []), wasRead].join(' ')
const wordsRead = /[a-z]*\0[a-z]*/giu

/**
 * The first word of a question that its reading makes nothing of: what it names would be left out
 * of the answer. Names, times and limits are blanked out already; words without meaning of their
 * own are passed over. Null where the whole text is used anyway, as in a search of documents.
 */
export function unreadWord(
  question: Question,
  { intent, metrics, tag, failureCode, equipment }: Reading,
): string | null {
  const known = read[intent]
  // Of a machine that is named all its sensors are told, whatever was heard of it.
  const isOfSensors = intent === 'health' && equipment.length > 0 && !ofLife.test(question.said)
  if (known === undefined || isOfSensors) return null
  const { whichProduct } = question.lexicon
  const named = [
    entryOf(question.lexicon, 'tag', tag ?? ''),
    entryOf(question.lexicon, 'failure_code', failureCode ?? ''),
  ].flatMap((entry) => (entry === undefined ? [] : [anyWordOf(entry)]))
  const products = whichProduct === null ? [] : [whichProduct]
  const word = firstContent(question, [...products, ...known, ...named])
  // What else a definition speaks of stands in it, or does not; `labour effectiveness` is another figure.
  const isDefined = intent === 'metrics' && metrics.length > 0
  return isDefined && word !== null && !isBefore(word, question, figuresIn(question)) ? null : word
}

/** `刀具寿命还剩几次`: whose life it is must be known. */
const ofLife = /寿命|\blife\b/iu

/** Names are data: whatever signs they have stand for themselves. */
function anyWordOf({ id, zh, en }: Entry): RegExp {
  const ids = [id, ...id.slice(id.lastIndexOf('.') + 1).split('-')].filter((part) => part !== '')
  const enWords = en.split(/\W+/u).filter((word) => word !== '')
  const patterns = [
    `\\b(?:${ids.map(escapePattern).join('|')})\\b`,
    `[${escapePattern(zh).replaceAll('-', '\\-')}]{2,}类?`,
    ...(enWords.length === 0 ? [] : [`\\b(?:${enWords.join('|')})`]),
  ]
  return new RegExp(patterns.join('|'), 'iu')
}

/** The same for a question of which nothing but times and names was understood. */
export const contentBeside = (question: Question, ...also: RegExp[]): string | null =>
  firstContent(question, [
    ...also,
    ...[
      ...words.breakdowns.flatMap((one) => [one.words, one.noun]),
      ending.lowest,
      ending.highest,
      ending.worst,
      ending.best,
    ],
    ...[ending.ranking, words.compares, words.comparesTime],
  ])

function firstContent({ rest, mentions }: Question, known: RegExp[]): string | null {
  const left = known.reduce(
    (text, table) =>
      text.replace(everywhere(table), (all) => (aCharacter.test(all) ? all : numbersOf(all))),
    limits.reduce((text, one) => text.replace(one, ' '), withoutLimit(rest)),
  )
  const beside = attributeIn(rest, mentions, known)
  if (beside !== null) return beside
  const isFigure = mentions.some(({ entries }) => entries[0]?.kind === 'metric')
  const unread = withoutTales(left).replace(wordsRead, ' ')
  const [number] = looseNumber.exec(unread) ?? aCode.exec(unread) ?? []
  if (number !== undefined) return number
  // A part of what is named: `the oven, reflow oven 2`.
  const names = mentions.flatMap(({ entries }) => entries.flatMap(({ zh, en }) => [zh, en]))
  const named = names.join(' ').toLowerCase()
  const plain = isFigure ? withoutDoings(unread) : unread
  return (
    [...chineseIn(plain), ...englishIn(plain)].find(
      (word) => word.length === 1 || !named.includes(word.toLowerCase()),
    ) ?? null
  )
}

/**
 * `外协产量`, `试产的产量`: two or three characters right before a figure say whose it is, even where one of
 * them is a word that is read.
 */
function attributeIn(rest: string, mentions: Question['mentions'], known: RegExp[]): string | null {
  const records = [...rest.matchAll(/(?:订单|单子|工单)/gu)]
  // `外协的上周产量`, `…,博世客户的`: before a name or a time, or at the end of a clause.
  const owners = [...rest.matchAll(/(?<=的)(?=\s{2,}\S|\s*(?:$|[,,。;??!!]))/gu)]
  const places = [...records, ...owners].map(({ index }) => index)
  for (const start of [...figuresIn({ mentions }), ...places]) {
    const [ahead = ''] =
      /\p{Script=Han}{0,8}$/u.exec(rest.slice(0, start).replace(/的$/u, '')) ?? []
    // `那张换油的单子` is pointed at.
    if (/[这那][张个]/u.test(ahead)) continue
    const run = ahead.split(breakers).at(-1) ?? ''
    if (run.length < 2 || run.length > 4) continue
    const isKnown = known.some((table) => new RegExp(table.source, 'iu').exec(run)?.[0] === run)
    if (isKnown || run.replace(zhFunctionWords, '') === '' || saysNothing(run)) continue
    const left = known.reduce((text, table) => text.replace(everywhere(table), ''), run)
    if (left !== '' && left.replace(zhFunctionWords, '') !== '' && !saysNothing(left)) return run
  }
  return null
}
const breakers =
  /[交赶]不[上出了]|[这那哪]些|多少\p{Script=Han}?|[我你他咱]们厂?|有没有|每天|块儿|造成|[一下起个了着过来把给看谁我你他哪几多怎么已未没交做开完排延拖催赶急迟晚缺欠剩的张条里台]/u
const saysNothing = (text: string): boolean => [...text].every((char) => zhParticles.test(char))

/**
 * `my boss is on my back again, …`: a clause of which nothing was read, and which speaks of people,
 * tells why somebody asks. What begins with a preposition or a condition narrows the question.
 */
const withoutTales = (text: string): string =>
  // `抓手老漏气,为这事停了多久`: what is told is what is asked about.
  /[为因][这此]/u.test(text)
    ? text
    : text
        .split(/(?<=[,,;;。!!??:]|\s[-–—]\s)/u)
        .map((clause, at, all) => (isTale(clause) || isNews(clause, at, all) ? ' ' : clause))
        .join('')

/** `电费又涨,`, `马上开早会,`: what happens, told before a question in which something is named. */
const isNews = (clause: string, at: number, all: string[]): boolean =>
  at === 0 &&
  all.slice(1).some((later) => isReadIn.test(later)) &&
  happens.test(clause) &&
  !isReadIn.test(clause) &&
  !narrows.test(clause) &&
  !asksMore.test(clause)
const happens =
  /^\p{Script=Han}{1,4}(?:又|刚|快|正在?|要)\p{Script=Han}{1,4}[了,,。!!]|^(?:马上|等下|待会儿?|一会儿?|刚刚?)(?:要|就|得)?\p{Script=Han}{2,4}[,,。!!]/u

const isTale = (clause: string): boolean =>
  (ofPeople.test(clause) || ofUse.test(clause)) &&
  (!isReadIn.test(clause) || atWork.test(clause)) &&
  !narrows.test(clause) &&
  !asksMore.test(clause)
const atWork =
  /^\s*(?:i|we)(?:['’](?:m|re)|\s+am|\s+are)\s+(?:preparing|writing|putting|working)\b|^\s*[我咱]们?(?:正?在|要)?(?:准备|写)/iu
/** What the answer is for, and how it should look. */
const ofUse = listed({
  zh: '[要想得需用]?(?:开会|写|填(?![充料])|交(?![货期付换])|发(?=[给个一群到领老客]|出去|过去)|贴(?![片装标])|汇报|备查|存档|归档|复盘|备案|上墙|上报|对账|打印) 急(?![停救]) 谢 拜托 辛苦 (?<!要)求 就行 即可 就好 (?<![级类区分识])别 不用 不必 不要 随便 大概 大致 精确 四舍五入 保留 千万 好心 (?<![锁拧旋夹压收张])紧(?![固定])',
  en: 'need(?:s|ed)? | want(?:s|ed)? | please | thanks? | sorry | asap | rush | hurry | urgent(?:ly)? | for the (?:record|file|board|wall|deck|slides|books) | rough(?:ly)? | ballpark | round(?:ed)? | quick | curious | bother | excel | slide | deck | email | numbers? only | will do | is fine | names? only | no need | appreciated | cheers | trying to | preparing | writing | filling',
})
/** A second question is no tale. */
const asksMore =
  /什么|哪|谁|多少|几[个件次台点]|为啥|为什么|吗|呢|怎么样|[??]|\b(?:what|which|who|when|where|why|how)\b/iu
/** A word that was read, or the gap that a name or a time has left. */
const isReadIn = /\0|\S\s{2,}|^\s{3,}/u
const ofPeople =
  /我|咱|你|他|她|老板|领导|厂长|经理|主管|主任|师傅|同事|客户|\b(?:i|i'?m|i'?ve|we|we'?re|my|me|our|us|you|he|she|they|someone|somebody|everyone|boss|manager|management|director|colleagues?|customers?)\b/iu
const narrows =
  /^\s*(?:only|just|for|of|in|at|on|with|without|if|unless|assuming|suppose|except|excluding|but|per|by|than|versus)\b|如果|假如|假设|要是|除|只|仅|不[算含包计]|^\W*[^要等看急问给叫催,,]{2,6}的\W*$/iu

/** A verb tells how a figure that is named came to be, and narrows nothing: `噌噌窜了`, `tanked`. */
const withoutDoings = (text: string): string =>
  text
    // `is bleeding the most scrap`, `stack up against`: so do these.
    .replace(
      /(?<=\b(?:is|are|was|were|been|keeps?|kept)\s+)(?<![\p{L}-])[a-z]{3,}ing(?=\s+(?:the|us|our|more|most|less|least|so|too|a|up|down|out|away)\b)/giu,
      ' ',
    )
    .replace(
      /(?<!\b(?:an?|the|of|for|during|after|before|at|by|per|each)\s)(?<![\p{L}-])[a-z]{4,}\s+(?:up|out|off|down|through|away|along)\b/giu,
      ' ',
    )
    .replace(/\p{Script=Han}{1,4}(?=[了着过得])|(?<=[被给往])\p{Script=Han}{1,2}/gu, '')
    .replace(
      /(?<!\b(?:an?|the|of|for|by|per|in|at|on|and|or|un|all|any|which)\s+)(?<![\p{L}-])[a-z]{3,}ed(?![\p{L}-])(?=\s*(?:$|[,.?!]|\b(?:by|so|like|out|off|up|down|in|at|on|since|again|much|over|when|than)\b|\s{2,}))/giu,
      ' ',
    )

/** `SMT3`: whatever it names, it narrows what is asked. */
const aCode = /(?<![\p{L}\d-])[a-z]+-?\d[\w-]*/iu

/** A number that is no limit, no rank and no part of a name may be a date or a name that nobody bears. */
const looseNumber =
  /(?<![a-z\d.第-])\d+(?:[./]\d+)*(?![\d%\0]|\s*[个台条种家名位]|\s*(?:points?|pts?|pp|percent)\b)/iu

const global = new Map<RegExp, RegExp>()
function everywhere(table: RegExp): RegExp {
  const known = global.get(table) ?? new RegExp(table.source, 'giu')
  global.set(table, known)
  return known
}

/** `找找`, `扒一扒`, `噌噌`: said twice, a word only tells how. */
const twice = /((?!某)\p{Script=Han})一?\1/gu

const chineseIn = (text: string): string[] =>
  (
    text
      .replace(zhFunctionWords, ' ')
      .replace(twice, ' ')
      .match(/\p{Script=Han}{2,}/gu) ?? []
  ).flatMap(contentOf)

/** `roughly`, `honestly`, `laziest`; not what names a step of time or a thing. */
const isManner = (word: string): boolean =>
  /(?:ly|iest)$/iu.test(word) &&
  !/^(?:daily|weekly|monthly|hourly|quarterly|yearly|early|supply|assembly)$/iu.test(word)

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

const aNoun = /^[件机厂线料]$/u

/** Neighbouring words of a run that say something; a character alone may be anything. */
function contentOf(run: string): string[] {
  const words = [...segmenter.segment(run)].map(({ segment }) => segment)
  // 铸件 comes in two: a thing is named by what stands before its noun.
  const isNoun = (at: number) =>
    aNoun.test(words[at] ?? '') && at > 0 && !zhParticles.test(words[at - 1] ?? '')
  const marked = words
    .map((word, at) => (zhParticles.test(word) && !isNoun(at) ? ' ' : word))
    .join('')
  return marked.match(/\p{Script=Han}{2,}/gu) ?? []
}

/**
 * A capital alone is a name, `team B`; other words have three letters at least, and two within Chinese, where
 * none is a word of the sentence: `cl怎么样`.
 */
const englishIn = (text: string): string[] => {
  const isZh = /\p{Script=Han}/u.test(text)
  return [...text.matchAll(isZh ? withinChinese : withinEnglish)]
    .map(([word]) => word)
    .filter((word) => word.length > 1 || word !== word.toLowerCase())
    .filter((word) => !isManner(word))
    .filter((word) => word.length === 1 || !isEmpty(word.toLowerCase().replace(/['’]/gu, ''), isZh))
}
const withinEnglish = /(?<![\p{L}\d-])(?:[a-z][a-z'’-]{2,}|[B-HJ-Z](?=[\s,?/]|$))(?![\p{L}\d])/giu
const withinChinese = /(?<![a-z\d-])(?:[a-z][a-z'’-]+|[B-HJ-Z](?=[\s,?/]|$))(?![a-z\d])/giu

/** `group-wide` says no more than its parts, and `agn` no more than `again`. */
const isEmpty = (word: string, isZh: boolean): boolean =>
  word
    .split('-')
    .every(
      (part) =>
        [part, `${part}g`].some((one) => enFunctionWords.has(one)) ||
        (!isZh && vowelless.has(part)),
    )
const vowelless = new Set(
  [...enFunctionWords].map((word) => word.charAt(0) + word.slice(1).replaceAll(/[aeiou]/gu, '')),
)
