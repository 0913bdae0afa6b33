import { z } from 'zod'
import type { ToolResult } from '../../../../tools/index.ts'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

type Proposal = NonNullable<ToolResult<unknown>['proposal']>

export const fate = ({ say, instant }: Speech, proposal: Proposal): string =>
  say(
    `提案 ${proposal.action_id} 已提交,等待有权限的人审批,在此之前什么都不会改变。\n审批:${proposal.inbox_url}(${instant(proposal.expires_at)} 前有效)`,
    `Proposal ${proposal.action_id} is filed and waits for a person to approve it; until then nothing changes.\nInbox: ${proposal.inbox_url} (valid until ${instant(proposal.expires_at)})`,
  )

const lessons = z.array(z.string()).default([])
const opened = z.object({
  equipment: z.string(),
  similar_open: z.array(z.string()),
  lessons,
})

export const composeTicketProposal: Composer = (speech, { data, proposal }) => {
  const { say, reading, nameOf } = speech
  const { equipment, similar_open, lessons } = opened.parse(data)
  const name = nameOf('equipment', equipment)
  const about = say(
    `为 ${name}(${equipment})提议新建维修工单:“${reading.problem ?? ''}”。`,
    `Proposed a maintenance ticket for ${name} (${equipment}): “${reading.problem ?? ''}”.`,
  )
  const alike =
    similar_open.length === 0
      ? []
      : [
          say(
            `注意:已有类似的未关闭工单 ${similar_open.join('、')}。`,
            `Note: similar tickets are already open: ${similar_open.join(', ')}.`,
          ),
        ]
  return [about, ...lessons, ...alike, ...(proposal ? [fate(speech, proposal)] : [])].join('\n')
}

const indicators = z.object({
  on_time_percent: z.number().nullable(),
  late_orders: z.number(),
  tardiness_h: z.number(),
  makespan_h: z.number(),
})
const schedule = z.object({
  site: z.string(),
  before: indicators,
  after: indicators,
  operations: z.number(),
  moved_count: z.number(),
  notes: z.array(z.string()),
  alternatives: z.array(
    z.object({
      ...{ objective: z.string(), moved_count: z.number(), late_orders: z.number() },
      ...{ tardiness_h: z.number(), makespan_h: z.number() },
    }),
  ),
})

const objectiveNames: Record<string, [zh: string, en: string]> = {
  due_dates: ['交期优先', 'best due dates'],
  throughput: ['产出优先', 'best throughput'],
  setups: ['少换型', 'fewest set-ups'],
  least_change: ['改动最少', 'least change'],
  energy: ['省电费', 'low energy cost'],
}

export const composeSchedule: Composer = (speech, { data, proposal }) => {
  const { say, nameOf } = speech
  const { site, before, after, operations, moved_count, notes, alternatives } = schedule.parse(data)
  const name = nameOf('site', site)
  if (!proposal) {
    return say(
      `${name}:重新计算了 ${operations} 道工序,当前排程不需要调整。`,
      `${name}: ${operations} operations were planned anew; the current schedule needs no change.`,
    )
  }
  const lines = [
    say(
      `${name}新排程:共 ${operations} 道工序,调整 ${moved_count} 道。`,
      `New schedule for ${name}: ${operations} operations, ${moved_count} of them move.`,
    ),
    say(
      `- 延期订单:${before.late_orders} → ${after.late_orders}`,
      `- Late orders: ${before.late_orders} → ${after.late_orders}`,
    ),
    say(
      `- 延期总时长:${before.tardiness_h} → ${after.tardiness_h} 小时`,
      `- Total tardiness: ${before.tardiness_h} → ${after.tardiness_h} h`,
    ),
    say(
      `- 完工跨度:${before.makespan_h} → ${after.makespan_h} 小时`,
      `- Makespan: ${before.makespan_h} → ${after.makespan_h} h`,
    ),
    ...(before.on_time_percent === null || after.on_time_percent === null
      ? []
      : [
          say(
            `- 按期订单占比:${before.on_time_percent}% → ${after.on_time_percent}%`,
            `- Orders on time: ${before.on_time_percent}% → ${after.on_time_percent}%`,
          ),
        ]),
    ...notes.map((note) => `- ${note}`),
    ...alternatives.slice(1).map((one) => alternativeLine(speech, one)),
  ]
  return [...lines, fate(speech, proposal)].join('\n')
}

const trial = z.object({
  plan: schedule.extend({
    late: z.array(z.object({ order: z.string(), late_h: z.number(), bottleneck: z.string() })),
  }),
})
const mostLate = 3

/** What would come of it; nothing is filed. */
export const composeTrial: Composer = (speech, { data }) => {
  const { say, nameOf } = speech
  const { site, before, after, moved_count, notes, late } = trial.parse(data).plan
  const name = nameOf('site', site)
  const worst = late
    .slice(0, mostLate)
    .map(({ order, late_h: hours, bottleneck }) =>
      say(
        `- ${order} 仍晚 ${hours} 小时,卡在 ${bottleneck}`,
        `- ${order} would still be ${hours} h late, held up at ${bottleneck}`,
      ),
    )
  return [
    say(
      `${name},只是试算,没有提交任何东西。按此重排后:`,
      `${name}, tried only: nothing is filed. Planned anew for that case:`,
    ),
    say(
      `- 延期订单:照现在的顺序 ${before.late_orders},重排后 ${after.late_orders}`,
      `- Late orders: ${before.late_orders} in the sequence of now, ${after.late_orders} planned anew`,
    ),
    say(
      `- 延期总时长:${before.tardiness_h} → ${after.tardiness_h} 小时;完工跨度:${before.makespan_h} → ${after.makespan_h} 小时`,
      `- Total tardiness: ${before.tardiness_h} → ${after.tardiness_h} h; makespan: ${before.makespan_h} → ${after.makespan_h} h`,
    ),
    say(`- 要移动 ${moved_count} 道工序`, `- ${moved_count} operations would move`),
    ...worst,
    ...notes.map((note) => `- ${note}`),
    say('要照此提交排程,请说“照此重排”。', 'To file that schedule, say “reschedule like that”.'),
  ].join('\n')
}

function alternativeLine({ say }: Speech, one: z.output<typeof schedule>['alternatives'][number]) {
  const [zh, en] = objectiveNames[one.objective] ?? [one.objective, one.objective]
  return say(
    `- 备选(${zh}):调整 ${one.moved_count} 道,延期 ${one.late_orders} 单 ${one.tardiness_h} 小时,完工跨度 ${one.makespan_h} 小时`,
    `- Alternative (${en}): ${one.moved_count} move, ${one.late_orders} late by ${one.tardiness_h} h, makespan ${one.makespan_h} h`,
  )
}

const status = z.object({
  action_id: z.string(),
  title: z.string(),
  status: z.string(),
  decisions: z.array(
    z.object({ decided_by: z.string(), verdict: z.string(), reason: z.string().nullable() }),
  ),
  inbox_url: z.string(),
  expires_at: z.string(),
})

const statusWords: Record<string, readonly [string, string]> = {
  pending: ['等待审批', 'waiting for approval'],
  approved: ['已批准,等待执行', 'approved, about to be executed'],
  rejected: ['已驳回', 'rejected'],
  expired: ['已过期', 'expired'],
  withdrawn: ['已撤回', 'withdrawn'],
  done: ['已执行', 'done'],
  failed: ['执行失败', 'failed'],
  stale: ['情况已变化,未执行', 'not executed: the world had changed'],
}

export const composeActionStatus: Composer = ({ say, instant }, { data }) => {
  const action = status.parse(data)
  const [zh, en] = statusWords[action.status] ?? [action.status, action.status]
  const lines = [
    say(
      `提案 ${action.action_id}(${action.title}):**${zh}**。`,
      `Proposal ${action.action_id} (${action.title}): **${en}**.`,
    ),
    ...action.decisions.map(({ decided_by, verdict, reason }) => {
      const word = verdict === 'approve' ? say('批准', 'approved') : say('拒绝', 'rejected')
      return `- ${decided_by}: ${word}${reason ? say(`(${reason})`, ` (${reason})`) : ''}`
    }),
  ]
  if (action.status !== 'pending') return lines.join('\n')
  const until = instant(action.expires_at)
  return [
    ...lines,
    say(
      `审批:${action.inbox_url}(${until} 前有效)`,
      `Inbox: ${action.inbox_url} (valid until ${until})`,
    ),
  ].join('\n')
}
