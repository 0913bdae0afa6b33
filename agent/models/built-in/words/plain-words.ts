import { countOf } from '../time/calendar.ts'
import { limitNumbers } from './limit-numbers.ts'

/** What is written short or said another way, in the words that the grammar reads. */
export const inPlainWords = (said: string): string =>
  rewrites.reduce(
    (text, [words, plain]) => text.replace(words, (...found: string[]) => plain(found)),
    limitNumbers(said),
  )

/** What one asks for: `for the vendor talk`. */
export const occasions =
  'talk|call|meeting|review|report|audit|visit|deck|slides?|e?mail|prep|summary|minutes|handover|briefing|stand-?up'

const abbreviations: Record<string, string> = {
  ...{ wk: 'week', wks: 'weeks', mth: 'month', mths: 'months', qtr: 'quarter', yr: 'year' },
  ...{
    hr: 'hour',
    hrs: 'hours',
    prev: 'previous',
    avg: 'average',
    lst: 'last',
    tkt: 'ticket',
    chk: 'check',
  },
  ...{ pct: 'percent', atm: 'at the moment', mins: 'minutes', gimme: 'give me', wanna: 'want to' },
  ...{
    sept: 'september',
    prod: 'production',
    pls: 'please',
    wots: 'what is',
    wot: 'what',
    wat: 'what',
    whats: 'what is',
    hows: 'how is',
  },
  ...{
    wich: 'which',
    hw: 'how',
    pr: 'per',
    howcome: 'how come',
    nite: 'night',
    til: 'till',
    def: 'definition',
    perf: 'performance',
    lastweek: 'last week',
    lastmonth: 'last month',
    stoped: 'stopped',
    whcih: 'which',
    wats: 'what is',
    waht: 'what',
    teh: 'the',
    hte: 'the',
    rite: 'right',
    thier: 'their',
    mor: 'more',
    wen: 'when',
    taht: 'that',
    mounth: 'month',
    bettr: 'better',
    mnth: 'month',
    betta: 'better',
    wrose: 'worse',
  },
  ...{
    dys: 'days',
    chnage: 'change',
    mornin: 'morning',
    tonite: 'tonight',
    brakedown: 'breakdown',
    opend: 'opened',
    mnay: 'many',
    befor: 'before',
    brakedowns: 'breakdowns',
  },
  ...{
    ystd: 'yesterday',
    yest: 'yesterday',
    tdy: 'today',
    tday: 'today',
    b4: 'before',
    thx: 'thanks',
    w: 'with',
  },
  ...{
    yda: 'yesterday',
    '2day': 'today',
    '2moro': 'tomorrow',
    mo: 'month',
    mos: 'months',
    whos: 'who is',
  },
  ...{
    wheres: 'where is',
    hrly: 'hourly',
    wkly: 'weekly',
    mthly: 'monthly',
    wkend: 'weekend',
    mnth: 'month',
  },
}

const limits = '(?:超过?|大于|多于|高于|不到|少于|低于|不足|至少|超出)了?'

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

const rewrites: [RegExp, (found: string[]) => string][] = [
  // `last night's night shift` is one shift; `all 3 plants` are all of them.
  [/\bnight['’]s\s+(?=night\s+shift)/giu, () => ''],
  [
    /(?<=\ball\s+(?:of\s+)?(?:the\s+|our\s+)?)(?:3|three)\s+(?=(?:plants|sites|factories)\b)/giu,
    () => '',
  ],
  [/\bevery\s+(?:single\s+)?one\s+of\s+(?=the|our|these|those)/giu, () => 'each of '],
  [/\b(?:or|just)\s+(?:the\s+)?same\s+(?:old|as\s+(?:ever|always|before))\b/giu, () => ''],
  [
    /^\s*(?:yikes|ouch|wow|whoa|oof|jeez|damn|oh\s+(?:no|dear|boy)|新来的)[\s.,!,。…]+/giu,
    () => '',
  ],
  // `For the quality meeting: …` says what it is for.
  [
    new RegExp(
      `(?:^|[,;.]\\s*)for\\s+(?:the|my|our|an?|his|her|their|tomorrow's|today's)\\s+(?:[\\w-]+\\s+){0,2}(?:${occasions})\\b\\s*[,:]?\\s*`,
      'giu',
    ),
    () => '',
  ],
  [/\b(scrap|rework)\s*(?:\$+|¥+|money|cash)(?=\s|$|[?.,])/giu, ([, one]) => `${one} cost`],
  [
    /\b(scrap|rework)s?\s+(?:the\s+)?(most|least),?\s+by\s+(?:rate|ratio|percentage|percent)\b/giu,
    ([, one, end]) => `has the ${/most/iu.test(end ?? '') ? 'highest' : 'lowest'} ${one} rate`,
  ],
  // `scrap of solder... i mean reflow oven 1`: what is taken back.
  [/(?:^|(?<=\s))[\w-]+\s*(?:\.{2,}|…)\s*(?:sorry,?\s*|no,?\s*)?i\s+mean(?:t)?\s+/giu, () => ''],
  [
    /\bfor\s+(?:the\s+)?orders\s+due\b(?=[^?]*(?:month|week|quarter|[a-z]+ber|january|february|march|april|may|june|july|august))/giu,
    () => 'for',
  ],
  [/到期的?订单的?(?=计划|按期|准时|达成)/gu, () => ''],
  [
    /(在(?:做|干|跑|生产|加工)的?(?:是)?)(?:哪一?[张个]|什么)(?:工单|任务单)/gu,
    ([, doing]) => `${doing}什么产品`,
  ],
  [/\b(how\s+(?:much|many)\b[^?]*\bdid\b[^?]*)\bbook\b/giu, ([, ahead]) => `${ahead}have`],
  // The days of a week that is named.
  [/(?<=上(?:个|一)?(?:周|星期|礼拜)),?(?:周|星期)一(?:到|至)(?:周|星期)[日天]/gu, () => ''],
  [/今[早晨天]早?(?:刚)?(?:结束|下)的?(?=夜班)/gu, () => '上一个'],
  [
    /\b(?:the\s+)?night\s+shift\s+that\s+(?:just\s+)?ended\s+this\s+morning\b/giu,
    () => 'the last night shift',
  ],
  [/(?<=[日号])这[两三四五六七]天/gu, () => ''],
  // `scrap in October? Scrap ratio is fine.`
  [
    /\b(scrap|rework)\b(?!\s+(?:ratio|rate|cost|quantity))(.*[?.])\s*\1\s+(ratio|rate|cost|quantity)\s+(?:is\s+fine|is\s+enough|will\s+do|please)\W*$/giu,
    ([, one, rest, kind]) => `${one} ${kind}${rest}`,
  ],
  [
    /\b(day|night|evening)\s+and\s+(?:the\s+)?(day|night|evening)\s+shifts?\b/giu,
    ([, one, other]) => `${one} shift and ${other} shift`,
  ],
  [/\bhealth\s+check\b/giu, () => 'machine health'],
  [/健康检查/gu, () => '健康状况'],
  [/[((]不含[^))]{1,6}[))]/gu, () => ''],
  [/\bsame\s+4\s+/giu, () => 'same for '],
  [/报过(?:什么|啥)警没?有?/gu, () => '有什么报警'],
  [/^\s*(?:please\s+)?project\s+(?:the\s+)?stock\b/giu, () => 'stock projection'],
  [/[两三四五六几]家(?=分别|各)/gu, () => '各供应商'],
  // `capper no. 1` ranks nothing.
  [/(?<=\b(?!(?:the|our|their|my|is|are|was|as|by|with)\s)[a-z]+\s)no\.?\s*(?=\d)/giu, () => ''],
  [/\b(today|yesterday|tomorrow)s\b/giu, ([, day]) => `${day}'s`],
  // `…,开质量会要用`: what it is for.
  [/[,,]\s*(?:开|做|写)\p{Script=Han}{1,6}(?:要)?用(?=[\s。.!!]*$)/giu, () => ''],
  [
    /\bbut\s+(?:by\s+)?(machine|line|team|shift|product|day|week)s?\s+instead\s+of\s+\w+/giu,
    ([, row]) => `by ${row}`,
  ],
  // `scrap + rework rate`, `scrap - not the rate, the count -`.
  [
    /\b(scrap|rework)\s*\+\s*(scrap|rework)\s+rates?\b/giu,
    ([, one, other]) => `${one} rate and ${other} rate`,
  ],
  [
    /[\s,–—-]+not\s+(?:the\s+)?(?:rate|ratio|percentage|percent),?\s+(?:but\s+)?(?:the\s+)?(count|number|quantity|amount|pieces)\b[\s,–—-]*/giu,
    ([, count]) => ` ${count} `,
  ],
  // `sun 22 nov`: the date says which day.
  [
    /\b(?:mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\.?,?\s+(?=\d{1,2}(?:st|nd|rd|th)?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d{1,2}\b)/giu,
    () => '',
  ],
  [/\bcalendar\s+(?=(?:week|month)\s+before\b)/giu, () => ''],
  // A verb, where it begins what is asked for.
  [
    /(?<=(?:^\W*|\b(?:please|kindly|and|to)\s+))state\s+(?=the\b|what\b|how\b)/giu,
    () => 'tell me ',
  ],
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
  [/(?<=\b(?:spindle|the|its)\s+)vibs?\b/giu, () => 'vibration'],
  // `tickets 4 the printer`, `start 2 finish`, `停机停了几次`.
  [
    /(?<=\b(?:tickets?|orders?|figures?|numbers?|oee|output|scrap|report|list|stops?|downtime|ready|need|look(?:ing)?|fpy|mtbf|mttr|yield|rate|cost|ratio)\s)4(?=\s+[a-z])/giu,
    () => 'for',
  ],
  [/(?<=\b(?:start|compared|due|back|want|need)\s)2(?=\s+[a-z])/giu, () => 'to'],
  [/停机(?=停了?(?:几|多少)[次回])/gu, () => ''],
  [/\bat\s+our\s+(?:place|end)\b/giu, () => 'here'],
  [/\bper-(?=[a-z])/giu, () => 'per '],
  // How people of the south ask: `废了好多件`, `琴日出咗几多货`.
  [
    /(?<=[了过废做产出停坏修]了?)好多(?=[件个瓶箱块台次回货]|[哦嘛咯哟喔啊]?[\s??。!!]*$)/gu,
    () => '多少',
  ],
  [/,\s*有没有(?:到|达到|超过)\s*[\d.]+%?(?=\s*[??。]?$)/gu, () => ''],
  [/[琴寻噚]日/gu, () => '昨天'],
  // `1,200 pieces`: one number.
  [/(?<=\d),(?=\d{3}(?!\d))/gu, () => ''],
  [/斑组/gu, () => '班组'],
  [/咗/gu, () => '了'],
  [/几多/gu, () => '多少'],
  [/\bstop\s*(?=次数)/giu, () => '停机'],
  // `18th?`: a day of the month, after one that was told.
  [
    /^((?:and|what\s+about|how\s+about)\s+)?(?:on\s+)?(?=\d{1,2}(?:st|nd|rd|th)\W*$)/iu,
    ([, before = '']) => `${before}the `,
  ],
  // Slips that are words of their own.
  [
    /\b(more|less|fewer|higher|lower|longer|shorter|better|worse|greater)\s+then\b(?=\s+\S)/giu,
    ([, than]) => `${than} than`,
  ],
  // `losing more time to stops`: how long they lasted, not how many there were.
  [
    /\b(?:los(?:e|es|t|ing))\s+(?:the\s+)?(more|most|less|least)\s+time\s+(?:to|on|through|by)\s+stop(?:s|pages?)\b/giu,
    ([, most]) => `with the ${most} downtime`,
  ],
  [
    /\bsince\s+midnight\b|从?零点(?:开始|起)?(?:到现在|至今)/giu,
    ([all = '']) => (/^[a-z]/iu.test(all) ? 'today' : '今天'),
  ],
  // `连五成都不到`: what falls short of a half, and no town.
  [
    /连?([一二两三四五六七八九])成都(?:不到|没到|没有|达不到)/gu,
    ([, tenth = '']) => `不到${10 * countOf(tenth)}%`,
  ],
  [/连?(\d+(?:\.\d+)?%?)都(?:不到|没到|达不到)/gu, ([, limit]) => `不到${limit}`],
  // `至少停了三次`: the limit is of how often.
  [
    /(至少|不到|超过|起码)(停|坏|报警|出故障)[了过]?(?=[\d一二两三四五六七八九十]+[次回])/gu,
    ([, limit, verb]) => `${verb}${limit}`,
  ],
  [/(?<=[a-z0-9]\s)n(?=\s[a-z\d])/giu, () => 'and'],
  [/^y(?=\s+(?:did|does|do|is|was|are|were|has|have)\b)/giu, () => 'why'],
  [
    /\bwhat(?:'s|s|\s+is)\s+(?!(?:the|our|its|a)\s)(\S+)\s+mean\b/giu,
    ([, what]) => `what does ${what} mean`,
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
  [/\b(?:on|to)\s+schedule\b(?!\s+(?:a|the|production|orders))/giu, () => 'on time'],
  [/\bwhat(?:'s|s|\s+is)\s+making\b/giu, () => 'what is causing'],
  [/\bw\/?c\b(?=\s+(?:\d|\p{L}{3}))/giu, () => 'week of'],
  [/\b(?:stop|downtime|loss)?\s*reason\s+codes?\b/giu, () => ' reasons'],
  [/零点/gu, () => '0点'],
  [
    /[两二三四五]个?(?:工?厂|基地)(?:全部?|都)?(?:[合加](?:在一)?起来?|合计|加总)的?/gu,
    () => '总的',
  ],
  [/咋天/gu, () => '昨天'],
  [/\bin\s+(?:the\s+)?order\s+of\b/giu, () => 'ranked by'],
  [
    /(?<![\d.])(\d{1,2})\.(\d{1,2})\s*([到至~-])\s*(\d{1,2})\.(\d{1,2})(?![\d.%])/gu,
    ([, month, day, to, other, last]) => `${month}月${day}日${to}${other}月${last}日`,
  ],
  // `better on days than on nights`: the shifts.
  [
    /\b(?:on\s+)?days\b(?=.{0,30}\b(?:nights|evenings)\b)|(?<=\b(?:nights|evenings)\b.{0,30})\b(?:on\s+)?days\b/giu,
    () => 'day shift',
  ],
  // Nothing was produced by what made a machine stop.
  [/\bwhat\s+ma(?:de|kes)\b/giu, () => 'what caused'],
  [/俩个?|两个?俩/gu, () => '两个'],
  [/仨个?/gu, () => '三个'],
  [/\s&\s/gu, () => ' and '],
  // A length that sets a limit names no time.
  [new RegExp(`(${limits})\\s*半个?(?:小时|钟头)`, 'gu'), ([, limit]) => `${limit}30分钟`],
  [/\bhalf\s+an\s+hour\b/giu, () => '30 minutes'],
  [
    new RegExp(
      `(${limits})\\s*([一二两三四五六七八九十]+)(个?(?:小时|钟头|分钟|次|件|天|%))`,
      'gu',
    ),
    ([, limit, count = '', unit]) => `${limit}${countOf(count)}${unit}`,
  ],
  [
    /([一二两三四五六七八九十]+)(个?(?:小时|钟头|分钟|次|件|天))(?=及?以[上下内]|往[上下])/gu,
    ([, count = '', unit]) => `${countOf(count)}${unit}`,
  ],
  [/\b(than|over|least|exceed\w*)\s+an\s+hour\b/giu, ([, limit]) => `${limit} 1 hour`],
  // `2万个` is 20,000 pieces, and `9、10两个月` runs from one month to the other.
  [/(?<![\d.])(\d+(?:\.\d+)?)万/gu, ([, count]) => String(10_000 * Number(count))],
  [
    /(?<!\d)(\d{1,2})[、和](\d{1,2})(?:两个)?月份?/gu,
    ([, first, second]) => `${first}月到${second}月`,
  ],
  [/(?<=[昨今前]天)一整?天/gu, () => ''],
  // `failure-prone` is prone to failures.
  [/([a-z])-(?=(?:prone|related|wise)\b)/giu, ([, before]) => `${before} `],
  // `九成` is 90%; 成都 is a town.
  [/([一二两三四五六七八九])成(?![都功本])/gu, ([, tenth = '']) => `${10 * countOf(tenth)}%`],
  // `break it down by line` is no breakdown.
  [
    /\bbreak\s+(?:it|this|that|them|these|those)\s+down\b|^break\s+down\b|\bbr(?:eak|oken)\s+(?:it\s+)?(?:down|out|up)(?=\s+(?:by|per|into|for\s+each)\b)/giu,
    () => 'split',
  ],
  // Whoever is let down does not stand still.
  [/\blet(?:s|ting)?\s+((?:\w+\s+)?)down\b/giu, ([, whom]) => `disappoint ${whom}`],
  // `the lowest-output product`: the end and the figure are two words.
  [/\b(\w{3,}est|most|best|worst|top|bottom)-(?=[a-z])/giu, ([, end]) => `${end} `],
  [
    new RegExp(`\\b(?:${Object.keys(abbreviations).join('|')})\\b`, 'giu'),
    ([word = '']) => abbreviations[word.toLowerCase()] ?? word,
  ],
]
