import { z } from 'zod'
import type { Language, Localized } from '../../base/language.ts'
import type { LateOrder, SitePlan } from '../../factory/index.ts'

const mostLate = 5
const mostLinks = 6

export const lateReply = z.strictObject({
  ...{ order: z.string(), late_h: z.number(), bottleneck: z.string() },
  because: z.array(z.string()),
})

/** Why the latest orders are late, in words; the first link is the last operation. */
export const replyLate = ({ late }: SitePlan, language: Language): z.output<typeof lateReply>[] =>
  late.slice(0, mostLate).map((one) => replyLateOrder(one, language))

export const replyLateOrder = (
  { orderId, lateS, bottleneck, chain }: LateOrder,
  language: Language,
): z.output<typeof lateReply> => ({
  ...{ order: orderId, late_h: Math.round(lateS / 360) / 10, bottleneck },
  because: chain.slice(0, mostLinks).map((link) => causeWords(link)[language]),
})

function causeWords({ orderId, seq, machineId, cause }: LateOrder['chain'][number]): Localized {
  const zh = `${orderId}/${seq}（${machineId}）`
  const en = `${orderId}/${seq} on ${machineId}`
  switch (cause.kind) {
    case 'order':
      return {
        zh: `${zh}等待前道工序 ${cause.seq}`,
        en: `${en} waits for its operation ${cause.seq}`,
      }
    case 'machine':
      return {
        zh: `${zh}等待设备做完 ${cause.orderId}/${cause.seq}`,
        en: `${en} waits for the machine to end ${cause.orderId}/${cause.seq}`,
      }
    case 'resource':
      return {
        zh: `${zh}等待 ${cause.resourceId} 做完 ${cause.orderId}/${cause.seq}`,
        en: `${en} waits for ${cause.resourceId} to end ${cause.orderId}/${cause.seq}`,
      }
    case 'planned': {
      const hours = Math.round(cause.gapS / 360) / 10
      return {
        zh: `${zh}在 ${cause.orderId}/${cause.seq} 结束 ${hours} 小时后才排`,
        en: `${en} is only planned ${hours} h after the end of ${cause.orderId}/${cause.seq}`,
      }
    }
    case 'material':
      return { zh: `${zh}等待物料 ${cause.materialId}`, en: `${en} waits for ${cause.materialId}` }
    case 'calendar':
      return { zh: `${zh}等待设备恢复可用`, en: `${en} waits until the machine is available` }
    case 'release':
      return { zh: `${zh}等待工单下达`, en: `${en} waits for the release of its order` }
    case 'chosen':
      return { zh: `${zh}按计划等待`, en: `${en} waits as planned` }
    case 'start':
      return { zh: `${zh}一开始就在做`, en: `${en} begins at once` }
  }
}
