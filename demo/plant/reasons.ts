import type { Localized } from '../../base/language.ts'

type LossClass = 'failure' | 'setup' | 'material' | 'minor_stop' | 'planned' | 'other'
type ReasonPlan = { id: string; parentId: string | null; name: Localized; lossClass: LossClass }

/** Reasons of every site; those of a machine class stand with the class. */
export const commonReasons: readonly ReasonPlan[] = [
  reason('failure', null, 'failure', '故障', 'Failure'),
  reason('minor-stop', null, 'minor_stop', '小停机', 'Minor stop'),
  reason('waiting', null, 'other', '等待', 'Waiting'),
  reason('planned', null, 'planned', '计划停机', 'Planned stop'),
  reason('changeover', null, 'setup', '换型', 'Changeover'),
  reason('starved', 'waiting', 'material', '上游缺料', 'Starved by the machine before'),
  reason('blocked', 'waiting', 'other', '下游堵塞', 'Blocked by the machine after'),
  reason('waiting-material', 'waiting', 'material', '等待来料', 'Waiting for material'),
  reason('waiting-operator', 'waiting', 'other', '等待人员', 'Waiting for an operator'),
  reason('meal-break', 'planned', 'planned', '班中休息', 'Meal break'),
  reason('cleaning', 'planned', 'planned', '计划清洗', 'Planned cleaning'),
  reason('preventive-maintenance', 'planned', 'planned', '预防性保养', 'Preventive maintenance'),
]

/** ISO 14224 failure modes. */
export const failureModes: readonly { id: string; name: Localized }[] = [
  { id: 'AIR', name: { zh: '仪表读数异常', en: 'Abnormal instrument reading' } },
  { id: 'BRD', name: { zh: '损坏停机', en: 'Breakdown' } },
  { id: 'ELP', name: { zh: '工艺介质外漏', en: 'External leakage, process medium' } },
  { id: 'ELU', name: { zh: '公用介质外漏', en: 'External leakage, utility medium' } },
  { id: 'NOI', name: { zh: '异响', en: 'Noise' } },
  { id: 'OHE', name: { zh: '过热', en: 'Overheating' } },
  { id: 'PDE', name: { zh: '参数偏差', en: 'Parameter deviation' } },
  { id: 'PLU', name: { zh: '堵塞', en: 'Plugged' } },
  { id: 'VIB', name: { zh: '振动', en: 'Vibration' } },
]

function reason(
  ...[id, parentId, lossClass, zh, en]: [string, string | null, LossClass, string, string]
): ReasonPlan {
  return { id, parentId, name: { zh, en }, lossClass }
}
