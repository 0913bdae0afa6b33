import { countOf } from '../../time/calendar.ts'
import type { Rewrite } from './rewrite.ts'

const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )
const month =
  '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?'
const ordinal = `((?:twenty|thirty)[- ])?(${ordinals.join('|')}|thirtieth)`
/** `twenty-first` is 21. */
function nth(tens: string | undefined, name: string): string {
  if (name.toLowerCase() === 'thirtieth') return '30th'
  const of = tens === undefined ? 0 : /^twenty/iu.test(tens) ? 20 : 30
  return `${of + ordinals.indexOf(name.toLowerCase()) + 1}th`
}

const weekdays: Record<string, string> = {
  ...{ mon: 'monday', tue: 'tuesday', tues: 'tuesday', wed: 'wednesday', weds: 'wednesday' },
  ...{ thu: 'thursday', thur: 'thursday', thurs: 'thursday', fri: 'friday', sat: 'saturday' },
  sun: 'sunday',
}

/** `上个shift`, `这个month`: what follows a Chinese word for which one, in its language. */
const zhNouns: Record<string, string> = {
  ...{ shift: '班次', week: '周', month: '月', quarter: '季度' },
}

const hour = '(\\d{1,2}|[零一二两三四五六七八九十]{1,2})[点时](?!半)'
/** `昨晚十点到十二点` lies before midnight, `昨晚零点到六点` after it. */
function lastNight([said = '', from = '', to = '']: string[]): string {
  const [first, last] = [from, to].map((one) => (one === '零' ? 0 : countOf(one)))
  if (first === undefined || last === undefined) return said
  if (first % 12 === 0) return `今天0点到${last}点`
  return first >= 5 && last > first && last <= 12 ? `昨天${first + 12}点到${last + 12}点` : said
}

const monthName =
  '(?:january|february|march|april|may|june|july|august|september|october|november|december)'

/** Days, weeks and shifts as the readers of time know them. */
export const times: Rewrite[] = [
  // `what made it move between September and October`: from the one to the other.
  [
    new RegExp(
      `\\b((?:move|moved|change|changed|shift|shifted|difference)\\s+)between\\s+(${monthName})\\s+and\\s+(?=${monthName})`,
      'giu',
    ),
    ([, moved, first]) => `${moved}from ${first} to `,
  ],
  [
    new RegExp(`昨(?:天|日|儿)?(?:晚上?|夜里?)(?:的)?\\s*${hour}\\s*[到至~-]\\s*${hour}`, 'gu'),
    lastNight,
  ],
  // `last weeks OEE`.
  [
    /(?<!\bthe\s+)\b(last|this)\s+(week|month)s(?=\s+[a-z])/giu,
    ([, which, span]) => `${which} ${span}`,
  ],
  // `last night's night shift` is one shift; `all 3 plants` are all of them.
  [/\bnight['’]s\s+(?=night\s+shift)/giu, () => ''],
  // The days of a week that is named.
  [/(?<=上(?:个|一)?(?:周|星期|礼拜)),?(?:周|星期)一(?:到|至)(?:周|星期)[日天]/gu, () => ''],
  [/今[早晨天]早?(?:刚)?(?:结束|下)的?(?=夜班)/gu, () => '上一个'],
  [
    /\b(?:the\s+)?night\s+shift\s+that\s+(?:just\s+)?ended\s+this\s+morning\b/giu,
    () => 'the last night shift',
  ],
  [/(?<=[日号])这[两三四五六七]天/gu, () => ''],
  [
    /\b(day|night|evening)\s+and\s+(?:the\s+)?(day|night|evening)\s+shifts?\b/giu,
    ([, one, other]) => `${one} shift and ${other} shift`,
  ],
  [/\b(today|yesterday|tomorrow)s\b/giu, ([, day]) => `${day}'s`],
  // `sun 22 nov`: the date says which day.
  [
    /\b(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.?,?\s+(?=\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b)/giu,
    () => '',
  ],
  [/\bcalendar\s+(?=(?:week|month)\s+before\b)/giu, () => ''],
  [
    /((?:上|本|这|当)一?个?)\s*(shift|week|month|quarter)\b/giu,
    ([, which, noun = '']) => `${which}${zhNouns[noun.toLowerCase()]}`,
  ],
  // `on sat`, `sat and sun`; whoever sat idle did not do so on a day.
  [
    /\b(?:(mon|tues?|weds?|thu(?:rs?)?|fri)\b|(?<=\b(?:on|last|this|since|from|to|till|until|and|past|next|over|for)\s+|[,,-]\s*)(sat|sun)\b|(sat|sun)\b(?=\s*(?:and|to|till|-|–|night|morning)\s*))/giu,
    ([word = '']) => weekdays[word.toLowerCase()] ?? word,
  ],
  [
    new RegExp(
      `\\b${ordinal}(?=\\s+(?:of\\s+)?(?:${month}|this\\s+month|last\\s+month)\\b)`,
      'giu',
    ),
    ([, tens, name = '']) => nth(tens, name),
  ],
  [
    new RegExp(`(?<=\\b${month}\\s+(?:the\\s+)?)${ordinal}\\b`, 'giu'),
    ([, tens, name = '']) => nth(tens, name),
  ],
  // `for the week from 16 to 22 November`: the days say which week.
  [
    /\b(?:for|in)\s+the\s+week\s+(?=(?:from|of)\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\s*(?:to|-|–|until|through)\s)/giu,
    () => '',
  ],
  [/[琴寻噚]日/gu, () => '昨天'],
  // `18th?`: a day of the month, after one that was told.
  [
    /^((?:and|what\s+about|how\s+about)\s+)?(?:on\s+)?(?=\d{1,2}(?:st|nd|rd|th)\W*$)/iu,
    ([, before = '']) => `${before}the `,
  ],
  [
    /\bsince\s+midnight\b|从?零点(?:开始|起)?(?:到现在|至今)/giu,
    ([all = '']) => (/^[a-z]/iu.test(all) ? 'today' : '今天'),
  ],
  // `每天太细了,按月就行`: what is too fine is not meant.
  [/(?:换成|改成)?[按每]?一?个?[天周月日](?:来看)?太[细粗密碎][了啦]?\s*[,,]\s*/gu, () => ''],
  [/一个?(月|周|天|星期|小时|钟头)(?:[接挨]着?|比)?(?:一个?)?\1/gu, ([, unit = '']) => `按${unit}`],
  [/(周|星期|礼拜)的?双休日?/gu, () => '周末'],
  // Both days of a weekend, where neither is set against the other.
  [
    /双休日?|(?:周|星期|礼拜)六[和跟、,]?(?:周|星期|礼拜)?[日天](?:[这那]?两天)?(?!.*(?:哪|谁|比|分别|各))/gu,
    () => '周末',
  ],
  [
    /\bsaturday\s*(?:and|to|-|–|&|\+)\s*sunday\b(?!.*\b(?:which|compar\w*|vs|versus|each)\b)/giu,
    () => 'weekend',
  ],
  [/\bw\/?c\b(?=\s+(?:\d|\p{L}{3}))/giu, () => 'week of'],
  [/零点/gu, () => '0点'],
  [/咋天/gu, () => '昨天'],
  [
    /(?<![\d.])(\d{1,2})\.(\d{1,2})\s*([到至~-])\s*(\d{1,2})\.(\d{1,2})(?![\d.%])/gu,
    ([, month, day, to, other, last]) => `${month}月${day}日${to}${other}月${last}日`,
  ],
  // `better on days than on nights`: the shifts.
  [
    /\b(?:on\s+)?days\b(?=.{0,30}\b(?:nights|evenings)\b)|(?<=\b(?:nights|evenings)\b.{0,30})\b(?:on\s+)?days\b/giu,
    () => 'day shift',
  ],
  [/\bhalf\s+an\s+hour\b/giu, () => '30 minutes'],
  [
    /(?<!\d)(\d{1,2})[、和](\d{1,2})(?:两个)?月份?/gu,
    ([, first, second]) => `${first}月到${second}月`,
  ],
  [/(?<=[昨今前]天)一整?天/gu, () => ''],
]
