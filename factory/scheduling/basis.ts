import type { Localized } from '../../base/language.ts'
import { isoInZone, zoneOf } from '../metrics/zone.ts'
import type { PlantMeans } from './plant-means.ts'
import type { PlantRows } from './plant-rows.ts'

/** What a plan rests on beside orders and machines: what nobody recorded is said, not supposed in silence. */
export const basisOf = ({ means, stops }: PlantRows): Localized[] => [
  peopleOf(means),
  materialOf(means),
  restsOf(means),
  energyOf(means),
  healthOf(stops.filter(({ category }) => category === 'health').length),
]

function peopleOf({ workers, needs, roster, absences }: PlantMeans): Localized {
  if (workers.length === 0) {
    return { zh: '人员：没有记录，不限制计划', en: 'People: not recorded, so they limit nothing' }
  }
  if (needs.length === 0) {
    return {
      zh: `人员：${workers.length} 人有记录，但没有工序说明需要谁，不限制计划`,
      en: `People: ${workers.length} recorded, but no operation says whom it needs, so they limit nothing`,
    }
  }
  const until = roster.at(-1)?.shiftDate
  const [zh, en] =
    until === undefined
      ? ['没有排班记录，按满员计', 'no roster, so every shift counts as full']
      : [`排班记录到 ${until}，之后按满员计`, `by the roster until ${until}, full after it`]
  return {
    zh: `人员：${workers.length} 人，${zh}；缺勤 ${absences.length} 条`,
    en: `People: ${workers.length}, ${en}; ${absences.length} absences`,
  }
}

function materialOf({ bom, stock, deliveries, zone }: PlantMeans): Localized {
  const used = new Set(bom.map(({ materialId }) => materialId))
  const counted = stock.filter(({ materialId }) => used.has(materialId))
  if (counted.length === 0) {
    const what = { zh: '没有记录', en: 'not recorded' }
    if (bom.length > 0) Object.assign(what, { zh: '没有盘点', en: 'no stock is counted' })
    else if (stock.length > 0)
      Object.assign(what, { zh: '没有物料清单', en: 'no bill of material' })
    return { zh: `物料：${what.zh}，不限制计划`, en: `Material: ${what.en}, so it limits nothing` }
  }
  const oldest = counted.reduce((a, b) => (b.countedAt < a.countedAt ? b : a)).countedAt
  const at = isoInZone(oldest, zoneOf(zone)).slice(0, 16).replace('T', ' ')
  const coming = deliveries.filter(({ materialId }) => used.has(materialId)).length
  return {
    zh: `物料：${used.size} 种中 ${counted.length} 种有盘点，最早于 ${at}；在途 ${coming} 笔，按交期加供应商平均延误`,
    en: `Material: ${counted.length} of ${used.size} counted, the oldest at ${at}; ${coming} deliveries under way, when due and as late as their supplier usually is`,
  }
}

function restsOf({ shifts, breaks }: PlantMeans): Localized {
  if (shifts.length === 0) {
    return {
      zh: '班次：没有记录，按昼夜连续计',
      en: 'Shifts: not recorded, so work goes on around the clock',
    }
  }
  if (breaks.length === 0) {
    return {
      zh: '休息：没有记录；班次之外停工',
      en: 'Breaks: not recorded; nobody works outside shifts',
    }
  }
  return {
    zh: `休息：每天 ${breaks.length} 次，加工暂停后继续；班次之外停工`,
    en: `Breaks: ${breaks.length} a day, in which work rests and then goes on; nobody works outside shifts`,
  }
}

function energyOf({ tariffs, power }: PlantMeans): Localized {
  if (tariffs.length === 0) return { zh: '电价：没有记录', en: 'Energy prices: not recorded' }
  if (power.length === 0) {
    return {
      zh: '电价：有记录，但没有设备能耗',
      en: 'Energy prices: recorded, but of no machine what it takes',
    }
  }
  return {
    zh: `电价：每天 ${tariffs.length} 个时段；${power.length} 台设备的功率取自近 90 天`,
    en: `Energy: ${tariffs.length} prices a day; the power of ${power.length} machines as in the last 90 days`,
  }
}

const healthOf = (count: number): Localized =>
  count === 0
    ? { zh: '设备健康：没有要求停机的记录', en: 'Machine health: no finding asks for a stop' }
    : {
        zh: `设备健康：${count} 次停机要求`,
        en: `Machine health: ${count} stops asked for by findings`,
      }
