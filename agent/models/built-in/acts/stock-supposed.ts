import type { Reading } from '../reading.ts'
import type { Question } from '../slots/question.ts'
import { amount, countOf } from '../time/calendar.ts'

/** What is supposed of deliveries and demand, in days and percent. */
export type StockSupposition = {
  late?: { of: string; days: number }[]
  demandPercent?: number
  /** The risk that is accepted. */
  riskPercent?: number
}

const later = new RegExp(
  [
    `(?:晚|迟|拖|延[误迟期后]?|推[迟后])(?:到货?|交货?|了|个|上)*\\s*${amount}\\s*个?(天|日|周|星期|礼拜)`,
    `${amount}\\s*个?(天|日|周|星期|礼拜).{0,2}(?:才(?:能)?(?:到|交|来|送)|的?(?:延误|延迟))`,
    `\\b${amount}\\s+(days?|weeks?)\\s+(?:late\\w*|behind|overdue|delay\\w*|after\\b)`,
    `\\b(?:late|later|delay\\w*|slip\\w*|behind|overdue|pushed\\s+back|postponed)\\s+(?:by\\s+|another\\s+|for\\s+)*${amount}\\s+(?:more\\s+)?(days?|weeks?)`,
  ].join('|'),
  'iu',
)
const more =
  /(?:需求|用量|用料|消耗|产量|订单|(?:demand|usage|consumption)(?:\s+(?:at|in|of)(?:\s+\w+){1,2}?)?|orders?|use)(?:量|再|还|\s|is|are|goes|go|went|rises?|grows?|up|by|were|was)*(增加?|上[升涨]|涨|多|提高|升|up|more|higher|ris\w+|grow\w*|increas\w+|jump\w*|by|减少?|下[降跌]|降|少|跌|down|less|lower|fall\w*|drop\w*|decreas\w+)?(?:了|到|by|\s)*(\d+(?:\.\d+)?)\s*(?:%|percent\b|个百分点)(?:\s*(more|higher|up|less|lower|down))?/iu
const fewer = /减|下|降|少|跌|down|less|lower|fall|drop|decreas/iu
/** `按1%的风险`, `at a 2% risk`: how likely it may lack. */
const atRisk =
  /(\d+(?:\.\d+)?)\s*%\s*的?(?:断料|缺料|缺货)?(?:风险|概率|可能性?)|\b(\d+(?:\.\d+)?)\s*(?:%|percent)\s+(?:risk|chance|probability)|\brisk\s+(?:of\s+)?(\d+(?:\.\d+)?)\s*(?:%|percent)/iu
/** `25 percent more`: of what, another sentence says. */
const byMuch = /\d+(?:\.\d+)?\s*(?:%|percent)\s*(?:more|less|higher|lower)/giu
const aLine = /(?<![\w-])PO-[\w-]*\d(?![\w-])/giu

/** `what if Eastport is 5 days late`, `用量增加10%`: null where neither is supposed. */
export function readStockSupposed(
  { said }: Question,
  { suppliers }: Reading,
): StockSupposition | null {
  const found = later.exec(said)?.filter((part) => part !== undefined)
  const [, count = '', unit = ''] = found ?? []
  const days = countOf(count) * (/周|星期|礼拜|week/iu.test(unit) ? 7 : 1)
  const lines = [...said.matchAll(aLine)].map(([id]) => id)
  const subjects = [...suppliers, ...lines]
  const late =
    found && days > 0 && subjects.length > 0 ? subjects.map((of) => ({ of, days })) : null
  const demand = more.exec(said)
  const percent = Number(demand?.[2] ?? 0)
  const isFewer = fewer.test(`${demand?.[1] ?? ''} ${demand?.[3] ?? ''}`)
  const risk = atRisk
    .exec(said)
    ?.slice(1)
    .find((one) => one !== undefined)
  if (late === null && percent === 0 && risk === undefined) return null
  return {
    ...(late === null ? {} : { late }),
    ...(percent === 0 ? {} : { demandPercent: isFewer ? -percent : percent }),
    ...(risk === undefined ? {} : { riskPercent: Number(risk) }),
  }
}

/** The question without what is supposed: its numbers are no time to look ahead to. */
export const withoutSupposed = (said: string): string =>
  said.replace(later, ' ').replace(more, ' ').replace(atRisk, ' ').replace(byMuch, ' ')
