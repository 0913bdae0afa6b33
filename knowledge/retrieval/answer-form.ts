import { quantitiesIn } from '../answers/quantities.ts'
import { withoutStepNumbers } from './numbered-names.ts'
import { foldText } from './terms.ts'

/** What an answer must hold to be one: a span of time where it is asked how often, a count, somebody. */
export type Form = (words: string) => boolean

const time = ['s', 'min', 'h', 'days', 'weeks', 'months', 'years']
const mass = ['mg', 'g', 'kg', 't']
const length = ['µm', 'mm', 'cm', 'm']
/** Units in which one may ask and another answer. */
const families = [mass, length, ['bar', 'kPa', 'MPa'], ['mL', 'L', 'm³'], ['W', 'kW'], ['%', 'ppm']]

/** How the shop floor says units: 一公斤压力 is 1 bar, 一丝 0.01 mm. */
const shopUnits: [string, string[]][] = [
  ['公斤压力', ['bar', 'kPa', 'MPa']],
  ['丝', length],
  ['转', ['r/min']],
]

const timeWords =
  /\d{1,2}:\d{2}|每[天日周月年班次季小半\d两三]|每 ?\d|季度|立即|当[天班]|[一两二三四五六七八九十半]个?(?:秒|分钟|小时|天|周|月|年)|\b(?:every|each (?:day|week|month|year|shift|time)|daily|weekly|monthly|yearly|annual|quarter|immediately|once|(?:one|two|three|four|five|six|ten|twelve) (?:second|minute|hour|day|week|month|year)s?)/u
/** What something comes before or after, or lasts until, is a time too. */
const events =
  /直到|之?[前后]|以[前后]|时[,，候]|\b(?:until|before|after|when|as soon as|end of)\b/u
const dates = /\b(?:in|on|since|by|from) (?:[a-z]+ )?(?:1\d|20)\d\d\b|\d世纪|(?:1\d|20)\d\d ?年/u
const people =
  /员|经理|主管|班长|工程师|师傅|领班|主任|部|人|医生|班组|厂长|组长|manager|operator|engineer|officer|supervisor|technician|team|department|nobody|anybody|person|physician|leader|planner|inspector|staff|people|contractor|customer|maintenance|quality|stores|warden|维修|品质|质量|仓库|电工/u
const countable =
  /^(?:个|根|片|条|件|块|张|台|只|人|种|格|组|圈|层|箱|瓶|包|桶|盒|袋|级|轮|支|把|套|次|位|道|批|步|颗|排|滴|枚|遍|名|份|座|家|所)/u
/** 任一瓶 and 第二瓶 are no count. */
const hanNumber = String.raw`(?:\d|(?<![任同某单另第逐])[一二两三四五六七八九十百])\s*`
const anyCount =
  /(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|once|twice)\b)/u
const anyMeasure = new RegExp(
  `${hanNumber}[个根片条件块张台只人种组圈层箱瓶包桶次位道批步颗排座家所]`,
  'u',
)
const amount = /\d|[一二两三四五六七八九十百]|\b(?:one|two|three|four|five|half|all|no)\b/u

const coded = /[a-z]+[-_/]?\d[\w\-/]*/gu

const inUnits =
  (units: readonly string[]): Form =>
  (words) =>
    quantitiesIn(words).some(({ unit }) => units.includes(unit))
const [minute, hour, day] = [60, 3_600, 86_400]
const seconds: Readonly<Record<string, number>> = {
  ...{ s: 1, min: minute, h: hour },
  ...{ days: day, weeks: 7 * day, months: 30 * day, years: 365 * day },
}
/** Who asks for hours may be told minutes or days, but neither two minutes nor thirty days. */
const [leastOfUnit, mostOfUnit] = [0.25, 200]
const inTime =
  (asked: string): Form =>
  (words) =>
    quantitiesIn(words).some(({ unit, low, high }) => {
      const share = (seconds[unit] ?? 0) / (seconds[asked] ?? 1)
      return unit === asked || (share * high >= leastOfUnit && share * low <= mostOfUnit)
    })
const tells =
  (pattern: RegExp): Form =>
  (words) =>
    pattern.test(foldText(words))
/** Two words in a row with capitals, among others without: somebody, or a company. */
const names =
  /(?<![.!?|:\n] ?|^|\p{Lu}\p{L}+ )\p{Lu}\p{Ll}+ (?:\p{Lu}\. )?\p{Lu}\p{Ll}+(?! \p{Lu})|\p{Script=Han}·\p{Script=Han}/u
const tellsWho: Form = (words) => tells(people)(words) || names.test(words)
/** A figure that is neither in a code nor the number of a step. */
const tellsFigure: Form = (words) =>
  /\d/.test(foldText(withoutStepNumbers(words)).replace(coded, ' '))
const takesTime: Form = (words) => inUnits(time)(words) || tells(timeWords)(words)
const repeats: Form = (words) =>
  tells(timeWords)(words) || (words.startsWith('|') && inUnits(time.slice(2))(words))
const tellsWhen: Form = (words) => takesTime(words) || tells(events)(words) || tells(dates)(words)

/** How a question asks for a form, whatever it asks about. */
const asking: [RegExp, Form][] = [
  [/百分之(?:几|多少)|what percent/u, inUnits(['%', 'ppm'])],
  [/多久|多长时间|几时|how long\b(?! (?:do|must|should) \w+ wait|.* until)/u, takesTime],
  [/多久.{0,12}次|how often/u, repeats],
  [/几点|what time\b/u, tells(/\d{1,2}:\d{2}|\d ?点|\b(?:am|pm|noon|midnight)\b/u)],
  [
    /什么时候|何时|how long\b(?: (?:do|must|should) \w+ wait|.* until)|until when|\bwhen (?:is|are|do|does|must|should|was|will|can)\b/u,
    tellsWhen,
  ],
  [/多重|how heavy|weigh\b/u, inUnits(mass)],
  [/多长(?!时)|多[厚宽深]|how (?:thick|wide|deep)/u, inUnits(length)],
  [/多[大高快热]|how (?:high|hot|cold|fast|big|large|loud)/u, tellsFigure],
  [/how much\b/u, tells(amount)],
  [/谁|\bwho\b|\bwhose\b|哪个部门/u, tellsWho],
]

type Expected = { forms: Form[]; unitWords: string[] }

/** What the answer must hold, and the words of the question that only say so: `几牛米`, `how many bar`. */
export function expectedOf(question: string): Expected {
  const asked = foldText(question).replace(/(?<=几|多少) ?个 ?(?=[a-z丝])/gu, '')
  const forms = asking.filter(([pattern]) => pattern.test(asked)).map(([, form]) => form)
  const counted = [
    ...[...asked.matchAll(/(?:多少|(?<![哪好])几)\s*([\p{Script=Han}a-z°%/·]{0,5})/gu)].map(
      ([, what = '']) => chineseCount(what),
    ),
    ...[...asked.matchAll(/\bhow many ([a-z]+)/gu)].map(([, what = '']) => englishCount(what)),
  ]
  return {
    forms: [...forms, ...counted.flatMap((one) => one.forms)],
    unitWords: counted.flatMap((one) => one.unitWords),
  }
}

function chineseCount(what: string): Expected {
  const [spoken] = shopUnits.filter(([said]) => what.startsWith(said))
  if (spoken !== undefined) return { forms: [inUnits(spoken[1])], unitWords: [spoken[0]] }
  for (let end = what.length; end > 0; end--) {
    const unit = unitOf(what.slice(0, end))
    if (unit !== null) return { forms: [inFamily(unit)], unitWords: [what.slice(0, end)] }
  }
  const [measure] = countable.exec(what) ?? []
  if (measure === undefined) return { forms: [tellsFigure], unitWords: [] }
  const counts = tells(new RegExp(`${hanNumber}${measure}`, 'u'))
  const form: Form = (words) =>
    counts(words) || (!/\p{Script=Han}/u.test(words) && tells(anyCount)(withoutUnits(words)))
  return { forms: [form], unitWords: [measure] }
}

function englishCount(what: string): Expected {
  const unit = spellingsOf(what)
    .map(unitOf)
    .find((known) => known !== null)
  if (unit != null) return { forms: [inFamily(unit)], unitWords: [what] }
  const noun = what.replace(/e?s$/, '')
  const near = new RegExp(
    `${anyCount.source}(?: ?[a-z-]+){0,3} ${noun}|\\b${noun}[a-z]*\\s*[|:]?\\s*\\d|\\b${noun}.*(?:once|twice)`,
    'u',
  )
  return {
    forms: [(words) => tells(/\p{Script=Han}/u.test(words) ? anyMeasure : near)(words)],
    unitWords: [],
  }
}

/** `kw` is written kW, `hz` Hz: a folded question has lost it. */
const spellingsOf = (word: string): string[] => [
  word,
  word.slice(0, 1) + word.slice(1).toUpperCase(),
  word.slice(0, 1).toUpperCase() + word.slice(1),
]
const unitOf = (spelt: string): string | null => quantitiesIn(`1 ${spelt}`)[0]?.unit ?? null
const inFamily = (unit: string): Form =>
  time.includes(unit)
    ? inTime(unit)
    : inUnits(families.find((family) => family.includes(unit)) ?? [unit])
const withoutUnits = (words: string): string =>
  foldText(withoutStepNumbers(words))
    .replace(coded, ' ')
    .replace(
      /\d+(?:\.\d+)?\s*(?:mm|°c|bar|min|s|h|n·m|kn|%|k?g|l|(?:year|month|day|week|hour)s?)/gu,
      ' ',
    )
