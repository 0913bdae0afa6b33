import { englishFigure, englishNumber, numberOf } from '../../../spelt-numbers.ts'

/** Numbers that are spelt out beside a limit, in digits: `more than three times`, `少于一千件`, `at least twice`. */
export const limitNumbers = (said: string): string =>
  rewrites.reduce(
    (text, [words, plain]) => text.replace(words, (...found: string[]) => plain(found)),
    said,
  )

const zhLimit =
  '(?:超过?|大于|多于|高于|不到|少于|低于|不足|不够|没到|没过|不满|未满|不及|至少|起码|最多|超出|[高多大低少小]过|突破|过)了?'
const zhFigure = '[一二两三四五六七八九十百千万]+(?:点[一二三四五六七八九]+)?'
const zhUnit =
  '(?:个?(?:多|半)?(?:小时|钟头|分钟|百分点|点(?!钟)|月)|[次回趟遍件天秒瓶箱块片台张个%])'
const enLimit =
  '(?:more\\s+than|less\\s+than|fewer\\s+than|higher\\s+than|lower\\s+than|greater\\s+than|worse\\s+than|better\\s+than|over|under|above|below|beyond|past|at\\s+least|at\\s+most|no\\s+more\\s+than|no\\s+less\\s+than|up\\s+to|exceed\\w*|top(?:s|ped)|(?:reach|hit|make|made|meet)|get\\s+(?:to|above|over)|short\\s+of|north\\s+of|south\\s+of|shy\\s+of|minimum\\s+of|within)'
const enAfter =
  '(?:or\\s+(?:more|less|fewer|higher|lower|above|below|over|under)|plus\\b|and\\s+(?:up|above|over|below|under)|upwards)'

const digits = (said: string): string => String(numberOf(said))
const times: Record<string, string> = { once: '1 times', twice: '2 times', thrice: '3 times' }

const rewrites: [RegExp, (found: string[]) => string][] = [
  // `高于千分之五`.
  [
    new RegExp(`千分之(${zhFigure}|\\d+(?:\\.\\d+)?)`, 'gu'),
    ([, count = '']) => `${(/^\d/u.test(count) ? Number(count) : numberOf(count)) / 10}%`,
  ],
  [/连?一半都?(?:没|不)(?:到|足|够)/gu, () => '低于50%'],
  // `低于一半`, `below half`, `产量过万`.
  [new RegExp(`(${zhLimit})\\s*(?:一半|半数)`, 'gu'), ([, limit]) => `${limit}50%`],
  [
    new RegExp(`\\b(${enLimit})\\s+half\\b(?!\\s+(?:an?|the)\\b)`, 'giu'),
    ([, limit]) => `${limit} 50%`,
  ],
  [
    /(?:过|超|破|上)([百千万])(?=[的,,。??]|$|件|个)/gu,
    ([, count = '']) => `超过${digits(`一${count}`)}`,
  ],
  // `停了一个多小时的设备`, `哪些设备停了俩多小时`.
  [
    new RegExp(`(${zhFigure}|\\d+)个?多个?(小时|钟头)(?=[以的]|$|[,,。??])`, 'gu'),
    ([all, count = '', unit]) =>
      /^\d/u.test(count)
        ? `超过${count}${unit}`
        : numberOf(count) > 0
          ? `超过${digits(count)}${unit}`
          : `${all}`,
  ],
  [
    new RegExp(`(${zhFigure})个半(小时|钟头|月)`, 'gu'),
    ([, count = '', unit]) => `${numberOf(count) + 0.5}${unit}`,
  ],
  [
    new RegExp(`(${zhLimit})\\s*(${zhFigure})(?=${zhUnit})`, 'gu'),
    ([, limit, count = '']) => `${limit}${digits(count)}`,
  ],
  // `产量没到三万一`: a figure with a scale is a number, with or without a unit.
  [
    new RegExp(
      `(${zhLimit})\\s*([一二两三四五六七八九][百千万][零一二两三四五六七八九十百千万]*)(?=[的,,。??!]|\\s|$)`,
      'gu',
    ),
    ([, limit, count = '']) => `${limit}${digits(count)}`,
  ],
  [
    new RegExp(
      `(?<![第周月])(${zhFigure})(?=${zhUnit}(?:及|或|包括)?(?:以[上下内]|往[上下]|开外|打底|起步))`,
      'gu',
    ),
    ([, count = '']) => digits(count),
  ],
  [
    new RegExp(`\\b(${enLimit})\\s+(?:just\\s+|about\\s+|around\\s+)?(${englishFigure})\\b`, 'giu'),
    ([, limit, count = '']) => `${limit} ${englishNumber(count)}`,
  ],
  [
    new RegExp(`\\b(${englishFigure})(?=\\s+(?:\\w+\\s+)?${enAfter})`, 'giu'),
    ([, count = '']) => String(englishNumber(count)),
  ],
  [
    new RegExp(`\\b(${enLimit})\\s+(once|twice|thrice)\\b`, 'giu'),
    ([, limit, count = '']) => `${limit} ${times[count.toLowerCase()]}`,
  ],
  [
    /\b(once|twice|thrice)\s+(or\s+more)\b/giu,
    ([, count = '', more]) => `${times[count.toLowerCase()]} ${more}`,
  ],
  [
    /\b(than|over|above|least|exceed\w*)\s+an\s+hour\s+and\s+a\s+half\b/giu,
    ([, limit]) => `${limit} 1.5 hours`,
  ],
  [
    /\b(than|over|above|least|exceed\w*)\s+an?\s+(hour|minute|day)\b(?!\s+(?:ago|and|before|earlier))/giu,
    ([, limit, unit]) => `${limit} 1 ${unit}`,
  ],
  [/\b(\d+)\s+and\s+a\s+half\s+hours\b/giu, ([, count]) => `${count}.5 hours`],
]
