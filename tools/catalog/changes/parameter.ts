import { z } from 'zod'
import type { Evidence, ProposalDraft } from '../../../actions/index.ts'
import {
  changeParameter,
  findAsset,
  findParameter,
  type ParameterChange,
  type ParameterNow,
  parameterChange,
  parameterPreconditions,
  parameterStale,
  requireSettable,
} from '../../../factory/index.ts'
import { defineChange } from './change.ts'
import { changedEntries, reasonGiven } from './fields.ts'

const tool = 'change_parameter'

export const parameterKind = defineChange({
  input: z.strictObject({
    kind: z.literal('parameter'),
    machine: z.string(),
    parameter: z.string(),
    value: z.number(),
    unit: z.string(),
  }),
  draft: async (tx, { machine, parameter, value, unit }, { siteId, reason, connectorAt }) => {
    const asset = await findAsset(tx, { siteId, field: 'machine', typed: machine })
    const now = await findParameter(tx, asset, parameter)
    requireSettable(now, { value, unit })
    const { siteId: site, id: machineId } = asset
    const change = { siteId: site, machineId, parameterId: now.id, value, unit, reason }
    return parameterDraft(now, change, [whereItGoes(connectorAt(site))])
  },
  effect: {
    tool,
    reach: 'connectable',
    compensation: {
      kind: 'inverse',
      says: {
        zh: '再提议一次修改，把参数恢复为原值；期间加工的产品不会改变。',
        en: 'Another change sets the former value; what was made meanwhile stays as it is.',
      },
      draft: async (tx, { id, args, preconditions }) => {
        const done = parameterChange.parse(args)
        const { value } = parameterPreconditions.parse(preconditions)
        const machine = { siteId: done.siteId, id: done.machineId }
        const now = await findParameter(tx, machine, done.parameterId)
        requireSettable(now, { value, unit: done.unit })
        return parameterDraft(now, { ...done, value, reason: `undo ${id}` }, [])
      },
    },
    stale: (tx, args, given) =>
      parameterStale(tx, parameterChange.parse(args), parameterPreconditions.parse(given)),
    apply: (tx, args, execution) => changeParameter(tx, parameterChange.parse(args), execution),
  },
})

function parameterDraft(
  now: ParameterNow,
  change: ParameterChange,
  evidence: Evidence[],
): ProposalDraft {
  const { siteId, machineId, value, reason } = change
  const { unit, lowerLimit, upperLimit, nameZh, nameEn } = now
  const limits = `${lowerLimit ?? '−∞'} … ${upperLimit ?? '∞'} ${unit}`
  return {
    ...{ siteId, tool, prediction: null },
    title: {
      zh: `修改参数：${machineId} ${nameZh} ${now.value} → ${value} ${unit}`,
      en: `Set ${nameEn} of ${machineId} from ${now.value} to ${value} ${unit}`,
    },
    args: change,
    preconditions: { value: now.value, unit, lowerLimit, upperLimit },
    diff: { entries: changedEntries([[nameZh, nameEn, now.value, value, unit]]) },
    evidence: [
      {
        kind: 'note',
        label: { zh: '工程限值', en: 'Engineering limits' },
        value: { zh: limits, en: limits },
        at: null,
      },
      ...evidence,
      reasonGiven(reason),
    ],
  }
}

/** Whether anybody still has to walk to the machine. */
const whereItGoes = (connector: string | null): Evidence => ({
  kind: 'note',
  label: { zh: '如何执行', en: 'How it is carried out' },
  value:
    connector === null
      ? {
          zh: '作为作业指令记录；须有人在设备上设定。',
          en: 'It is recorded as a work instruction: somebody sets it at the machine.',
        }
      : { zh: `由 ${connector} 发送到设备。`, en: `${connector} sends it to the machine.` },
  at: null,
})
