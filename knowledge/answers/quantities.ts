import { escapePattern } from '../../base/escape-pattern.ts'

/** A number with its unit as documents state it: a point, or a range from `low` to `high`. */
export type Quantity = { unit: string; low: number; high: number }

const number = String.raw`\d+(?:\.\d+)?`

/** Spellings of a unit, the first of them its name; what is not listed states no quantity. */
const units = [
  ['°C', '℃', 'degrees celsius', '摄氏度', '度'],
  ['N·m', 'N.m', 'Nm', '牛·米', '牛米'],
  ['mm/s', '毫米/秒'],
  ['r/min', 'rpm', '转/分钟', '转/分'],
  ['cm/min', 'cm per minute', 'cm/分钟'],
  ['m/s'],
  ['m/min'],
  ['L/min'],
  ['L/h'],
  ['N/cm'],
  ['m³/h'],
  ['mm²/s'],
  ['mm', '毫米'],
  ['µm', 'μm', 'um', '微米'],
  ['cm', '厘米'],
  ['m', '米'],
  ['MPa', '兆帕'],
  ['kPa', '千帕'],
  ['bar', '巴'],
  ['kN', '千牛'],
  ['mΩ', '毫欧'],
  ['kΩ', '千欧'],
  ['MΩ', '兆欧'],
  ['Ω', 'ohms', 'ohm', '欧姆', '欧'],
  ['mPa·s'],
  ['Pa·s'],
  ['cSt'],
  ['kg', 'kilos', 'kilo', '公斤', '千克'],
  ['mg', '毫克'],
  ['g', 'grams', 'gram', '克'],
  ['mL', 'ml', '毫升'],
  ['L', 'litres', 'litre', '升'],
  ['min', 'minutes', 'minute', '分钟'],
  ['h', 'hours', 'hour', '小时'],
  ['days', 'day', '天'],
  ['weeks', 'week', '周'],
  ['months', 'month', '个月'],
  ['years', 'year', '年'],
  ['s', 'seconds', 'second', '秒'],
  ['%', 'percent'],
  ['ppm'],
  ['kHz', '千赫'],
  ['Hz', '赫兹'],
  ['kV', '千伏'],
  ['kWh', '千瓦时'],
  ['kW', '千瓦'],
  ['W', '瓦'],
  ['dB', '分贝'],
  ['HRC'],
  ['dpi'],
  ['N', '牛'],
  ['V', 'volts', 'volt', '伏'],
  ['A', 'amps', 'amp', '安'],
] as const

const nameOf = new Map<string, string>(
  units.flatMap(([name, ...others]) =>
    [name, ...others].map((one) => [folded(one), name] as const),
  ),
)
const spellings = [...nameOf.keys()].toSorted((a, b) => b.length - a.length).map(escapePattern)
const stated = new RegExp(
  String.raw`(?<![\p{Script=Latin}\p{N}.\-/])(${number})(?:\s*(-|±)\s*(${number}))?\s*(${spellings.join('|')})(?![\p{Script=Latin}\p{N}³])`,
  'gu',
)

/** Units differ by case (mΩ, MΩ), so case stays; dashes, widths and signs of one meaning become one. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[–—~～]/g, '-')
    .replace(/\+\/-/g, '±')
}

/** Every quantity of a sentence; part numbers and bare numbers are none. */
export function quantitiesIn(text: string): Quantity[] {
  return [...folded(text).matchAll(stated)].map(([, first = '', sign, second, spelt = '']) => {
    const unit = nameOf.get(spelt) ?? spelt
    const [a, b] = [Number(first), Number(second ?? first)]
    if (sign === '±') return { unit, low: a - b, high: a + b }
    return { unit, low: Math.min(a, b), high: Math.max(a, b) }
  })
}

/** The words of a sentence without its quantities. */
export function withoutQuantities(text: string): string {
  return folded(text).replace(stated, ' ')
}

/** Whether both state a quantity in one unit at least. */
export function comparable(one: Quantity[], other: Quantity[]): boolean {
  return one.some(({ unit }) => other.some((quantity) => quantity.unit === unit))
}

/**
 * Whether two statements of one thing contradict each other: in some unit each states a quantity that
 * fits none of the other's. A point fits the range that it lies in, a range one that holds it.
 */
export function contradict(one: Quantity[], other: Quantity[]): boolean {
  const shared = new Set(one.map(({ unit }) => unit))
  return [...shared].some((unit) => {
    const [a, b] = [one, other].map((all) => all.filter((quantity) => quantity.unit === unit))
    return a !== undefined && b !== undefined && hasStranger(a, b) && hasStranger(b, a)
  })
}

const hasStranger = (of: Quantity[], among: Quantity[]): boolean =>
  among.length > 0 && of.some((one) => !among.some((other) => agree(one, other)))

const slack = 1e-9

const holds = (outer: Quantity, inner: Quantity): boolean =>
  outer.low <= inner.low + slack && inner.high <= outer.high + slack

const agree = (a: Quantity, b: Quantity): boolean => holds(a, b) || holds(b, a)
