const digits = '零〇一二三四五六七八九'
const figure = '[零〇一二两三四五六七八九十百千万亿点]+'
const measured = '(?=个?(?:百分点|小时|分钟|秒|天|件|台|次|张|吨|公斤|度|千瓦时))'
const tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const ones = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const english = new RegExp(
  `\\b(${tens.join('|')})(?:[- ](${ones.join('|')}))?(?=\\s+(?:percent|per cent|hours?|minutes?|pieces?|days?)\\b)`,
  'gi',
)

/**
 * Numbers that are spelt out, as digits: `百分之七十八` is `78%`, `一万二千件` is `12000件`, `ninety
 * percent` is `90 percent`. Below ten they are left: those are words more often than figures.
 */
export function withDigits(text: string): string {
  return text
    .replace(new RegExp(`百分之(${figure})`, 'gu'), (_, said: string) => `${numberOf(said)}%`)
    .replace(/([一二两三四五六七八九])成([一二三四五六七八九半])?(?![为了品本交员分型])/gu, tenths)
    .replace(new RegExp(`${figure}${measured}`, 'gu'), (said) => {
      const value = numberOf(said)
      return Number.isNaN(value) || value < 10 ? said : String(value)
    })
    .replace(english, (_, ten: string, one?: string) =>
      String(
        (tens.indexOf(ten.toLowerCase()) + 2) * 10 + ones.indexOf(one?.toLowerCase() ?? '') + 1,
      ),
    )
}

function tenths(_: string, whole: string, part?: string): string {
  const rest = part === undefined ? 0 : part === '半' ? 5 : digitOf(part)
  return `${digitOf(whole) * 10 + rest}%`
}

const digitOf = (sign: string): number =>
  sign === '两' ? 2 : Math.max(0, digits.replace('〇', '').indexOf(sign))

const scales: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }
const sections: Record<string, number> = { 万: 10_000, 亿: 100_000_000 }
export const scaleOf = (sign: string): number => scales[sign] ?? sections[sign] ?? 1

/** `一千二百`, `三点五`, `两万`. */
export function numberOf(said: string): number {
  const [whole = '', part = ''] = said.split('点')
  const decimals = [...part].map((sign) => String(digitOf(sign))).join('')
  const value = wholeOf(whole)
  return decimals === '' ? value : Number(`${value}.${decimals}`)
}

/** Sections of 万 and 亿, in each of them digits with 十, 百 and 千. */
function wholeOf(said: string): number {
  if (/^[零〇一二三四五六七八九]{2,}$/u.test(said)) return Number([...said].map(digitOf).join(''))
  let [total, section, digit] = [0, 0, 0]
  for (const sign of said) {
    const scale = scales[sign]
    if (scale !== undefined) {
      section += (digit === 0 ? 1 : digit) * scale
      digit = 0
    } else if (sections[sign] !== undefined) {
      total = (total + section + digit) * sections[sign]
      section = 0
      digit = 0
    } else digit = digitOf(sign)
  }
  const [, scale = ''] = shortened.exec(said) ?? []
  return total + section + digit * (scale === '' ? 1 : scaleOf(scale) / 10)
}
/** `一千二`, `三万一`: the last figure counts tenths of the scale before it. */
const shortened = /([百千万亿])[一二两三四五六七八九]$/u

const teens =
  'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ')
const anyOf = (names: string[]): string => names.join('|')
const below100 = `(?:(?:${anyOf(tens)})(?:[- ](?:${anyOf(ones)}))?|${anyOf(teens)}|${anyOf(ones)})`

/** Matches what `englishNumber` reads: `ninety`, `twenty-five`, `two thousand`, `a hundred`, `a dozen`. */
export const englishFigure = `(?:(?:${below100}|a)[- ](?:hundred|thousand|dozen)|${below100})`

export function englishNumber(said: string): number {
  const [first = '', second = ''] = said.toLowerCase().split(/[- ]+/u)
  const scale = { hundred: 100, thousand: 1000, dozen: 12 }[
    said.toLowerCase().split(/[- ]+/u).at(-1) ?? ''
  ]
  if (scale !== undefined) return englishNumber(said.replace(/[- ]+\w+$/u, '')) * scale
  if (first === 'a') return 1
  if (tens.includes(first)) return (tens.indexOf(first) + 2) * 10 + ones.indexOf(second) + 1
  return teens.includes(first) ? teens.indexOf(first) + 10 : ones.indexOf(first) + 1
}

/** Every number that a question spells out: an answer may say it again in digits. */
export function speltNumbers(text: string): number[] {
  const chinese = [...text.matchAll(new RegExp(figure, 'gu'))].map(([said]) => numberOf(said))
  const spelt = new RegExp(`\\b${englishFigure}\\b`, 'giu')
  const english = [...text.matchAll(spelt)].map(([said]) => englishNumber(said))
  const halves = /半|\bhalf\b/iu.test(text) ? [30, 50, 90, 0.5, 1.5] : []
  return [...chinese, ...english, ...halves].filter((value) => value > 0)
}
