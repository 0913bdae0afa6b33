import type { Evidence, ProposalDraft } from '../../../actions/index.ts'
import {
  type MachineWindows,
  parameterChange,
  parameterPreconditions,
  processWindows,
  type ResponseId,
  responses,
} from '../../../factory/index.ts'
import type { ToolContext } from '../../define-tool.ts'
import { predict } from '../predict.ts'
import { sayFinding } from '../process-words.ts'

const [days, horizonHours] = [90, 168]

type Told = MachineWindows['settings'][number] & { response: ResponseId }

/**
 * The draft with what history tells of the parameter on its card: each metric that it explains, or else why scrap
 * is not explained. A move from outside of a window to within it promises what running within it brought.
 */
export async function withHistory(ctx: ToolContext, draft: ProposalDraft): Promise<ProposalDraft> {
  const change = parameterChange.parse(draft.args)
  const { value: before } = parameterPreconditions.parse(draft.preconditions)
  const all = await readTold(ctx, change)
  const found = all.filter(({ finding }) => finding.verdict === 'explains')
  const told = found.length > 0 ? found : all.filter(({ response }) => response === 'scrap_ratio')
  const evidence = [...draft.evidence, ...told.map((one) => noteOf(one, change.value))]
  for (const { finding, response } of found) {
    if (finding.verdict !== 'explains') continue
    const { from, to } = finding.window
    const isIn = (value: number) => value >= from && value <= to
    if (isIn(before) || !isIn(change.value)) continue
    const gain = finding.gain.value * (response === 'energy_per_piece' ? 1 : 100)
    const prediction = await predict(ctx, {
      ...{ siteId: change.siteId, metric: response, horizonHours },
      filters: { machine: [change.machineId] },
      label: { zh: `${change.machineId} 一周`, en: `${change.machineId}, a week` },
      expect: (now) => (now === null ? null : Math.max(0, now + gain)),
    })
    return { ...draft, evidence, prediction }
  }
  return { ...draft, evidence }
}

type Which = { siteId: string; machineId: string; parameterId: string }

async function readTold(
  ctx: ToolContext,
  { siteId, machineId, parameterId }: Which,
): Promise<Told[]> {
  const all: Told[] = []
  const asked = { equipment: machineId, site: siteId, days, detect: 0.2 }
  for (const response of responses) {
    const { machines } = await processWindows(ctx, { ...asked, response })
    const own = machines.flatMap(({ settings }) => settings)
    all.push(...own.map((one) => ({ ...one, response })))
  }
  return all.filter(({ setting }) => setting.id === parameterId)
}

function noteOf(one: Told, value: number): Evidence {
  const { zh, en } = sayFinding(one, one.response)
  const { finding } = one
  const isOutside =
    finding.verdict === 'explains' && (value < finding.window.from || value > finding.window.to)
  return {
    kind: 'note',
    label: { zh: `历史数据（${days} 天，相关）`, en: `History (${days} days, an association)` },
    value: {
      zh: isOutside ? `${zh} 提议的值在窗口之外。` : zh,
      en: isOutside ? `${en} The proposed value is outside of the window.` : en,
    },
    at: null,
  }
}
