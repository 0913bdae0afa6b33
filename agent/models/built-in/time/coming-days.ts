import { amount, countOf, isoDay, type Today, weekdayOf } from './calendar.ts'

export const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const zhDays = '一二三四五六日'
const enDays = 'mon tue wed thu fri sat sun'.split(' ')

/** What a text says of a day, and how many days ahead it is. */
type Ahead = [RegExp, (found: string[], today: Today) => number]

const nearDays: Ahead[] = [
  [/后天|\bday\s+after\s+tomorrow\b/iu, () => 2],
  [/明[天日早晚]|\btomorrow\b/iu, () => 1],
  [/今[天日晚]|\b(?:today|tonight)\b/iu, () => 0],
  [
    /(下)?(?:个|这|本)?(?:周|星期|礼拜)([一二三四五六日天])/u,
    ([, next, name = ''], today) =>
      daysTo(zhDays.indexOf(name === '天' ? '日' : name), { today, weeks: next ? 1 : 0 }),
  ],
  [
    /\b(next\s+)?(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?\b/iu,
    ([, next, name = ''], today) =>
      daysTo(enDays.indexOf(name.slice(0, 3).toLowerCase()), { today, weeks: next ? 1 : 0 }),
  ],
  [new RegExp(`${amount}\\s*(?:天|days?\\b)`, 'iu'), ([, count = '']) => countOf(count)],
  [
    new RegExp(`${amount}\\s*(?:个?(?:周|星期|礼拜)|weeks?\\b)`, 'iu'),
    ([, count = '']) => 7 * countOf(count),
  ],
  [
    /(?:周|星期)末|\bend\s+of\s+(?:the|this)\s+week\b|\bweekend\b/iu,
    (_, today) => daysTo(6, { today, weeks: 0 }),
  ],
]

/** A weekday that is over means the one of the next week. */
function daysTo(weekday: number, { today, weeks }: { today: Today; weeks: number }): number {
  const days = weekday - weekdayOf(today)
  return weeks === 0 && days < 0 ? days + 7 : days + 7 * weeks
}

/** A date that is still to come: what is bought now cannot have been needed last year. */
export function dayToCome(said: string, today: Today): string | undefined {
  const { year, month, day } = today
  const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/u.exec(said)
  if (iso) return isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const dated = monthAndDay(said, today)
  if (dated !== undefined) {
    const [m, d] = dated
    return isoDay(m < month || (m === month && d < day) ? year + 1 : year, m, d)
  }
  if (/月底|\bend\s+of\s+(?:the|this)\s+month\b/iu.test(said)) return isoDay(year, month + 1, 0)
  for (const [words, ahead] of nearDays) {
    const found = words.exec(said)
    if (found) return isoDay(year, month, day + ahead([...found], today))
  }
  return undefined
}

const enMonth = `(${months.join('|')})[a-z]*`
const enDate = new RegExp(
  `\\b${enMonth}\\.?\\s+(\\d{1,2})\\b|\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${enMonth}\\b`,
  'iu',
)

/** Feasts of one date each year. */
const feasts: [RegExp, [number, number]][] = [
  [/圣诞|\b(?:christmas|xmas|x-mas)\b/iu, [12, 25]],
  [/元旦|\bnew\s+year(?:['’]?s(?:\s+day)?)?\b/iu, [1, 1]],
  [/国庆/u, [10, 1]],
]

/** `12月5日`, `下月5号`, `Dec 5`, `the 5th`. */
function monthAndDay(said: string, { month, day }: Today): [number, number] | undefined {
  const feast = feasts.find(([name]) => name.test(said))?.[1]
  if (feast !== undefined) return feast
  const zh = /(?<!\d)(?:(\d{1,2})|(下个?|本|这个?))月(?:份|的)?(\d{1,2})[日号]?/u.exec(said)
  const en = enDate.exec(said)
  const next = zh?.[2]?.startsWith('下') ? (month % 12) + 1 : month
  const named = months.indexOf((en?.[1] ?? en?.[4] ?? '').toLowerCase()) + 1
  const [m, d] = zh ? [Number(zh[1] ?? next), Number(zh[3])] : [named, Number(en?.[2] ?? en?.[3])]
  if (m >= 1 && m <= 12 && d >= 1 && d <= 31) return [m, d]
  const alone =
    /(?<![\d月])(\d{1,2})[日号](?!线|机|[一-龥]{0,2}[机床炉])|\bthe\s+(\d{1,2})(?:st|nd|rd|th)\b/iu.exec(
      said,
    )
  const only = Number(alone?.[1] ?? alone?.[2] ?? 0)
  if (only < 1 || only > 31) return undefined
  return [only < day ? (month % 12) + 1 : month, only]
}
