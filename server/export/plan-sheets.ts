import type { Language } from '../../base/language.ts'
import type { Plan } from '../http/plan-contract.ts'
import type { Cell, Sheet } from './sheet.ts'

const words = {
  zh: { plan: '计划', unplaced: '未排入' },
  en: { plan: 'Plan', unplaced: 'Not placed' },
}

/** Every operation of the current schedule beside the due time of its order, and what has no place. */
export function planSheets(plan: Plan, language: Language): Sheet[] {
  const zh = language === 'zh'
  const orders = new Map(plan.orders.map((order) => [order.id, order]))
  const machines = new Map(plan.machines.map((machine) => [machine.id, machine]))
  const ofOrder = (id: string): Cell[] => {
    const order = orders.get(id)
    const product = (zh ? order?.productZh : order?.productEn) ?? null
    return [product, order?.quantity ?? null, order?.dueAt ?? null]
  }
  return [
    {
      name: words[language].plan,
      columns: [
        ...['schedule', 'order', 'operation', 'machine', 'name', 'line', 'start', 'end', 'zone'],
        ...['set-up min', 'status', 'product', 'quantity', 'due', 'late h'],
      ],
      rows: plan.slots.map(({ orderId, seq, machineId, startAt, endAt, ...slot }): Cell[] => {
        const machine = machines.get(machineId)
        return [
          ...[plan.current?.id ?? null, orderId, seq, machineId],
          ...[(zh ? machine?.nameZh : machine?.nameEn) ?? null, machine?.lineId ?? null],
          ...[startAt, endAt, plan.zone, slot.setupS / 60, slot.status, ...ofOrder(orderId)],
          orders.get(orderId)?.latenessH ?? null,
        ]
      }),
    },
    {
      name: words[language].unplaced,
      columns: ['order', 'operation', 'machines', 'work min', 'product', 'quantity', 'due'],
      rows: plan.unplaced.map(({ orderId, seq, machineIds, workS }): Cell[] => [
        ...[orderId, seq, machineIds.join(' '), workS / 60, ...ofOrder(orderId)],
      ]),
    },
  ]
}
