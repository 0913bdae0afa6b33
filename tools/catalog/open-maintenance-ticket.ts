import { z } from 'zod'
import type { DiffEntry, Evidence, Prediction, ProposalDraft } from '../../actions/index.ts'
import { inBoth, type Localized } from '../../base/language.ts'
import {
  type AssetRow,
  categoryName,
  findAsset,
  findSite,
  type MachineCondition,
  machineCondition,
  requireFailureCode,
  type SimilarTicket,
  type SiteRow,
  sameTitleTickets,
  similarOpenTickets,
  stateName,
  type TicketOpening,
  zoneOf,
} from '../../factory/index.ts'
import { type Tx, ticketKinds, ticketPriorities } from '../../store/index.ts'
import { defineTool, type ToolContext } from '../define-tool.ts'
import { fileProposal, proposalReply } from './file-proposal.ts'
import {
  despiteLesson,
  lessonEvidence,
  lessonLines,
  lessonsFor,
  teachTicket,
  type Used,
} from './lesson-constraints.ts'
import { plantTime } from './plant-time.ts'
import { predict } from './predict.ts'

const input = z.strictObject({
  equipment: z.string().min(1).describe('Machine, line or area.'),
  site: z.string().min(1).optional(),
  kind: z.enum(ticketKinds).default('corrective'),
  priority: z.enum(ticketPriorities).default('medium'),
  title: z.string().trim().min(2).max(120).describe('What is wrong or due, in one line.'),
  description: z.string().max(4000).default('').describe('What was seen, with times and values.'),
  failure_code: z.string().min(1).max(40).optional().describe('Known code or mode.'),
  despite_lesson: despiteLesson,
})

const output = z.strictObject({
  proposal: proposalReply,
  equipment: z.string(),
  site: z.string(),
  similar_open: z.array(z.string()),
  lessons: z.array(z.string()),
})

type Input = z.output<typeof input>
type StateSince = NonNullable<MachineCondition['state']>
type Situation = {
  site: SiteRow
  asset: AssetRow
  opening: TicketOpening
  similar: SimilarTicket[]
  sameTitle: string[]
  condition: MachineCondition
  lessons: Used[]
  despite: string | undefined
}

export const openMaintenanceTicketTool = defineTool({
  name: 'open_maintenance_ticket',
  title: { zh: '提议新建维修工单', en: 'Propose a maintenance ticket' },
  description:
    'Proposes a maintenance ticket for a machine, line or area. Nothing is opened yet: people decide at inbox_url; follow with action_status. Look at list_tickets first: open tickets that read much the same come back in similar_open and stand on the card.',
  effect: 'propose',
  toolset: 'maintenance',
  card: true,
  readsUntrusted: false,
  input,
  output,
  run: async (ctx, given) => {
    const now = ctx.clock()
    const situation = await ctx.db.tx('read', (tx) => lookAt(tx, given, now), {
      principal: ctx.principal,
      signal: ctx.signal,
    })
    const prediction = await predictionOf(ctx, situation)
    const proposal = await fileProposal(ctx, { ...draftOf(situation), prediction })
    return {
      data: {
        proposal,
        equipment: situation.asset.id,
        site: situation.site.siteId,
        similar_open: situation.similar.map(({ id }) => id),
        lessons: lessonLines(situation.lessons, ctx.language),
      },
      proposal,
    }
  },
})

async function lookAt(tx: Tx, given: Input, now: Date): Promise<Situation> {
  const named = given.site === undefined ? null : await findSite(tx, given.site)
  const wanted = { siteId: named?.siteId ?? null, field: 'equipment', typed: given.equipment }
  const asset = await findAsset(tx, wanted)
  if (given.failure_code) await requireFailureCode(tx, asset.siteId, given.failure_code)
  const asked: TicketOpening = {
    siteId: asset.siteId,
    equipmentId: asset.id,
    kind: given.kind,
    priority: given.priority,
    title: given.title,
    description: given.description,
    failureCode: given.failure_code ?? null,
  }
  const site = named ?? (await findSite(tx, asset.siteId))
  const about = { ...site, tool: 'open_maintenance_ticket', now }
  const { despite_lesson: despite } = given
  const taught = await lessonsFor(tx, about, asset.id)
  const { opening, used } = teachTicket(asked, taught, { ...about, despite })
  return {
    ...{ site, asset, lessons: used, despite },
    opening,
    similar: await similarOpenTickets(tx, opening),
    sameTitle: await sameTitleTickets(tx, opening),
    condition: await machineCondition(tx, { ...opening, now }),
  }
}

function draftOf(situation: Situation): Omit<ProposalDraft, 'prediction'> {
  const { asset, opening, sameTitle } = situation
  return {
    siteId: opening.siteId,
    tool: openMaintenanceTicketTool.name,
    title: {
      zh: `新建维修工单：${asset.nameZh}（${asset.id}）${opening.title}`,
      en: `Open a maintenance ticket: ${asset.nameEn} (${asset.id}), ${opening.title}`,
    },
    args: opening,
    preconditions: { sameTitleTicketIds: sameTitle },
    diff: { entries: fieldsOf(opening) },
    evidence: evidenceOf(situation),
  }
}

function fieldsOf(opening: TicketOpening): DiffEntry[] {
  const fields: [string, string, string | null][] = [
    ['设备', 'Equipment', opening.equipmentId],
    ['类型', 'Kind', opening.kind],
    ['优先级', 'Priority', opening.priority],
    ['标题', 'Title', opening.title],
    ['描述', 'Description', opening.description || null],
    ['故障代码', 'Failure code', opening.failureCode],
  ]
  return fields
    .filter(([, , after]) => after !== null)
    .map(([zh, en, after]) => ({ label: { zh, en }, before: null, after }))
}

const weekHours = 168

/**
 * A repair brings a machine that stops more than usual back to its usual week, the mean of up to six
 * weeks before. One that fails again and again loses less by the failures' share: downtime of the last
 * 7 days × (1 − time to repair ÷ all downtime of 90 days). Otherwise nothing is promised.
 */
async function predictionOf(
  ctx: ToolContext,
  { asset, opening, condition }: Situation,
): Promise<Prediction | null> {
  if (opening.kind !== 'corrective' || asset.level !== 'machine') return null
  const { repairs, failureShare } = condition
  const recurring = repairs >= 2 && failureShare ? failureShare : null
  return predict(ctx, {
    ...{ siteId: opening.siteId, metric: 'downtime', horizonHours: weekHours },
    filters: { machine: [asset.id] },
    label: { zh: '维修后 7 天的停机时间', en: 'Downtime over the 7 days after the repair' },
    expect: (now, earlier) => {
      if (!now) return null
      const usual = earlier.reduce((sum, one) => sum + one, 0) / earlier.length
      if (usual < now) return usual
      return recurring === null ? null : now * (1 - recurring)
    },
  })
}

function evidenceOf({ site, similar, condition, lessons, despite }: Situation): Evidence[] {
  const { state, downtime7dH, meanRepairH, repairs, factsUntil } = condition
  const factsAt = factsUntil?.toISOString() ?? null
  const evidence: (Evidence | null)[] = [
    ...lessonEvidence(lessons, despite),
    ...similar.map(
      (ticket): Evidence => ({
        kind: 'note',
        label: { zh: '已有类似的未关闭工单', en: 'A similar ticket is already open' },
        value: inBoth(`${ticket.id}: ${ticket.title}`),
        at: ticket.openedAt.toISOString(),
      }),
    ),
    state && {
      kind: 'state',
      label: { zh: '当前状态', en: 'State now' },
      value: stateText(state, site.zone),
      at: state.since.toISOString(),
    },
    downtime7dH === null
      ? null
      : {
          kind: 'figure',
          label: { zh: '近 7 天停机时间', en: 'Downtime of the last 7 days' },
          value: minutes(downtime7dH),
          at: factsAt,
        },
    meanRepairH === null
      ? null
      : {
          kind: 'figure',
          label: {
            zh: `近 90 天平均修复时间（${repairs} 次）`,
            en: `MTTR of 90 days (${repairs} repairs)`,
          },
          value: minutes(meanRepairH),
          at: factsAt,
        },
  ]
  return evidence.filter((entry) => entry !== null)
}

function stateText({ state, category, since }: StateSince, zone: string): Localized {
  const [name, kind, at] = [
    stateName(state),
    categoryName(category),
    plantTime(since, zoneOf(zone)),
  ]
  return {
    zh: `${name.zh}（${kind.zh}），自 ${at}`,
    en: `${name.en} (${kind.en}), since ${at}`,
  }
}

const minutes = (hours: number): Localized => {
  const min = Math.round(hours * 60)
  return { zh: `${min} 分钟`, en: `${min} min` }
}
