import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { dayToCome } from '../time/coming-days.ts'
import { listed } from '../words/listed.ts'
import { readAlert } from './alerts.ts'
import type { ChangeReading, Disposition } from './asked-change.ts'
import { readPurchase } from './purchases.ts'
import { readSetPoint } from './set-points.ts'

/** The change that an order asks for; null for a question, and for anything else. */
export function readChange(question: Question, reading: Reading): ChangeReading | null {
  const { said } = question
  if (asks.test(said)) return null
  // `锡膏快没了,采购一批`: that it runs low is why it is bought.
  const isOfFigures = reading.metrics.some((id) => id !== 'stock_days')
  const bought = isOfFigures ? null : readPurchase(question)
  return readAlert(said, reading) ?? readSetPoint(question, reading) ?? readLot(said) ?? bought
}

const asks =
  /多少|(?<!有)几[个件张条次批]|哪|吗|为什么|怎么|如何|(?:什么|啥)时候|几时|何时|[?？]|\b(?:what|which|how|why|who|when\s+(?:was|were|did|is|are))\b/iu

/** The first that fits: what may not be released is held. */
const dispositions: [RegExp, Disposition][] = [
  [
    listed({
      zh: '冻结 扣(?:[留住下押]|起来) 隔离(?![着中]) 暂扣 封存 锁定 停用 别[放发用出]货? 不[要准能许][放发用出]货? 暂停(?:放行|发货|使用)',
      en: "hold | held | quarantin\\w* | block(?:ed)? | freeze | frozen | lock(?:ed)? | segregate | (?:don't|do not|not) (?:ship|use|release)",
    }),
    'held',
  ],
  [
    listed({
      zh: '放行 解冻 解除(?:冻结|隔离|扣留) 解[封禁锁] 放(?:了|掉|走|出去) 可以[用放发]',
      en: 'releas(?:e|ed) | unblock | free up | unfreeze',
    }),
    'released',
  ],
  [listed({ zh: '返工 返修 重做', en: 're-?work | reprocess' }), 'rework'],
  [listed({ zh: '报废 作废 销毁', en: 'scrap(?:ped)? | dispose of | throw away' }), 'scrapped'],
]
/** A sentence that begins with what is to be done. */
const orders =
  /^(?:请|帮我|麻烦|把|将|please\s+|can\s+you\s+)*(?:冻结|扣留|隔离|放行|解冻|返工|报废|put|hold|release|quarantine|block|scrap|rework)(?![\p{L}&&[^\p{Script=Han}]])/iv
const aLot =
  /批次|[该这那]批|一批(?:料|货|产品|物料)|\blots?\b|\bbatch(?:es)?\b|(?<=^|[-_])LOT(?=[-_])|-LOT-/iu
/** One that is pointed at: its number is asked for. */
const thisLot =
  /[该这那](?:个|些)?批|一批(?:料|货|产品|物料)|\b(?:this|that|the)\s+(?:lot|batch)\b|\bone\s+of\s+(?:the|our|these)\s+(?:lots|batches)\b/iu
const lotId = /(?<![\w-])[A-Z][\w-]*\d[\w-]*(?![\w-])/u

function readLot(said: string): ChangeReading | null {
  const disposition = dispositions.find(([words]) => words.test(said))?.[1]
  if (disposition === undefined || !aLot.test(said)) return null
  const lot = lotId.exec(said)?.[0]
  if (lot === undefined && !orders.test(said) && !thisLot.test(said)) return null
  return { kind: 'lot', disposition, ...(lot ? { lot } : {}) }
}

/** `它现在隔离着,给它放行` after one lot was traced; null where nothing is to be done with it. */
export function ofTracedLot({ intent, lots = [] }: Reading, said: string): ChangeReading | null {
  const [lot, ...more] = lots
  const disposition = dispositions.find(([words]) => words.test(said))?.[1]
  const isPointed = /[它其]|[这那]|\b(?:it|that|this)\b/iu.test(said) && !asks.test(said)
  if (intent !== 'lots' || lot === undefined || more.length > 0 || !isPointed) return null
  return disposition === undefined ? null : { kind: 'lot', disposition, lot }
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
