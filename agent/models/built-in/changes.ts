import { isoDay, type Today } from './calendar.ts'
import type { Reading } from './reading.ts'
import type { Question } from './slots.ts'

/** A change that is asked for beside those of tickets; what it still lacks is absent. */
export type ChangeReading =
  | { kind: 'lot'; lot?: string; disposition: 'released' | 'held' | 'rework' | 'scrapped' }
  | { kind: 'purchase'; quantity?: number; unit?: string; neededBy?: string }
  | { kind: 'alert_rule'; comparison: 'above' | 'below'; value: number }

/** The change that an order asks for; null for a question, and for anything else. */
export function readChange(question: Question, reading: Reading): ChangeReading | null {
  const { said } = question
  if (asks.test(said)) return null
  const bought = reading.metrics.length > 0 ? null : readPurchase(question)
  return readAlert(said, reading) ?? readLot(said) ?? bought
}

const asks =
  /多少|几[个件张条次批]|哪|吗|为什么|怎么|如何|[?？]|\b(?:what|which|how|why|who|when\s+(?:was|were|did|is|are))\b/iu

const dispositions: [RegExp, 'released' | 'held' | 'rework' | 'scrapped'][] = [
  [/放行|解冻|解除冻结|可以用|\breleas(?:e|ed)\b/iu, 'released'],
  [/冻结|扣[留住下]|隔离|暂扣|封存|\b(?:hold|held|quarantine|block)\b/iu, 'held'],
  [/返工|返修|\brework\b/iu, 'rework'],
  [/报废|\bscrap(?:ped)?\b/iu, 'scrapped'],
]
/** A sentence that begins with what is to be done. */
const orders =
  /^(?:请|帮我|麻烦|把|将|please\s+|can\s+you\s+)*(?:冻结|扣留|隔离|放行|解冻|返工|报废|请购|采购|订购|订货|购买|[买订]|put|hold|release|quarantine|block|scrap|rework|order|buy|purchase|procure|request)(?![\p{L}&&[^\p{Script=Han}]])/iv
const aLot = /批次|该批|这批|\blots?\b|\bbatch\b/iu
const lotId = /(?<![\w-])[A-Z][\w-]*\d[\w-]*(?![\w-])/u

function readLot(said: string): ChangeReading | null {
  const disposition = dispositions.find(([words]) => words.test(said))?.[1]
  if (disposition === undefined || !aLot.test(said)) return null
  const lot = lotId.exec(said)?.[0]
  if (lot === undefined && !orders.test(said)) return null
  return { kind: 'lot', disposition, ...(lot ? { lot } : {}) }
}

const buys =
  /请购|采购(?!那边|部|们|又|正|在|急|马上|老|一直|天天|刚|追|盯|催|要|问|过问|等|想|让|叫|说)|订购|订货|购买|进货|(?<![预签])订(?=\s*\d)|买(?=\s*[\d点些])|^(?:请|帮我|麻烦)*买|^(?:we\s+|i\s+)?need\s+(?=\d)|^(?:please\s+|can\s+you\s+)?(?:order|buy|purchase|request|procure)\s+(?:me\s+)?(?=\d|some\b|more\b|a\s+purchase)|\bpurchase\s+(?:request|of)\b/iu
const amount =
  /(?<![\w.-])(\d[\d,]*(?:\.\d+)?)\s*(公斤|千克|kg|吨|tons?|t\b|件|个|只|支|片|米|升|pcs\b|pieces?|units?|litres?|liters?|l\b|m\b)?/iu
const units: [RegExp, string][] = [
  [/公斤|千克|kg/iu, 'kg'],
  [/吨|^t(?:ons?)?$/iu, 't'],
  [/[件个只支片]|pcs|pieces?|units?/iu, 'pcs'],
  [/升|^l$|lit(?:re|er)s?/iu, 'l'],
  [/米|^m$/iu, 'm'],
]

function readPurchase({ said, mentions, times, today }: Question): ChangeReading | null {
  const verb = buys.exec(said)
  if (verb === null) return null
  const nameless = [...mentions, ...times].reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    said,
  )
  const found = amount.exec(nameless.slice(verb.index)) ?? amount.exec(nameless)
  if (found === null && !orders.test(said)) return null
  const unit = units.find(([words]) => found?.[2] && words.test(found[2]))?.[1]
  const neededBy = dayToCome(said, today)
  return {
    kind: 'purchase',
    ...(found?.[1] ? { quantity: Number(found[1].replaceAll(',', '')) } : {}),
    ...(unit ? { unit } : {}),
    ...(neededBy ? { neededBy } : {}),
  }
}

/** What was asked back for, told in a few words; null where they tell something else. */
export function completed(
  { change, materials }: Reading,
  { said, today }: Question,
): ChangeReading | null {
  if (change?.kind === 'lot' && change.lot === undefined) {
    const lot = lotId.exec(said)?.[0]
    return lot === undefined ? null : { ...change, lot }
  }
  if (change?.kind !== 'purchase' || materials.length === 0) return null
  if (change.quantity === undefined) {
    const quantity = /^\D{0,4}(\d[\d,]*(?:\.\d+)?)\s*\S{0,8}$/u.exec(said.trim())?.[1]
    return quantity ? { ...change, quantity: Number(quantity.replaceAll(',', '')) } : null
  }
  const neededBy = change.neededBy === undefined ? dayToCome(said, today) : undefined
  return neededBy === undefined ? null : { ...change, neededBy }
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** A date that is still to come: what is bought now cannot have been needed last year. */
function dayToCome(said: string, { year, month, day }: Today): string | undefined {
  const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/u.exec(said)
  if (iso) return isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const zh = /(?<!\d)(\d{1,2})月(\d{1,2})[日号]?/u.exec(said)
  const en =
    /\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})\b|\b(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3})[a-z]*\b/iu.exec(
      said,
    )
  const named = months.indexOf((en?.[1] ?? en?.[4] ?? '').toLowerCase()) + 1
  const [m, d] = zh ? [Number(zh[1]), Number(zh[2])] : [named, Number(en?.[2] ?? en?.[3])]
  if (!(m >= 1 && m <= 12 && d >= 1 && d <= 31)) return undefined
  const past = m < month || (m === month && d < day)
  return isoDay(past ? year + 1 : year, m, d)
}

const alerts =
  /报警|告警|提醒我?|通知我|\b(?:set|create|add|make)\s+(?:up\s+)?(?:me\s+)?an?\s+(?:alert|alarm|warning)\b|\b(?:alert|warn|notify|tell)\s+me\b|\balert\s+rule\b/iu

function readAlert(said: string, { threshold, metrics }: Reading): ChangeReading | null {
  if (!alerts.test(said) || metrics.length === 0) return null
  if (threshold === undefined || threshold === 'unclear') return null
  return { kind: 'alert_rule', comparison: threshold.side, value: threshold.value }
}
