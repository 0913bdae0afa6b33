import { z } from 'zod'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const shipment = z.object({ customer: z.string(), quantity: z.number(), at: z.string() })
const lot = z.object({
  ...{ lot: z.string(), kind: z.string(), name: z.string(), quantity: z.number() },
  ...{ unit: z.string(), at: z.string(), disposition: z.string().nullable() },
  ...{ supplier: z.string().nullable(), samples: z.number(), out_of_limits: z.number() },
  ...{ shipped_to: z.array(shipment), not_shipped: z.number().nullable() },
})
const list = z.object({ total: z.number(), truncated: z.boolean(), lots: z.array(lot) })
const exposure = z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() })
const cause = exposure.extend({
  ...{ suspects: z.number(), suspects_exposed: z.number() },
  ...{ others: z.number(), others_exposed: z.number(), p_adjusted: z.number() },
})
const traced = z.object({
  basis: z.object({ site: z.string(), data_until: z.string().nullable(), zone: z.string() }),
  lot: lot.nullable(),
  exposures: z.array(exposure),
  ...{ went_in: list, came_of_it: list },
  shipped: z.object({ lots: z.number(), quantity: z.number(), customers: z.number() }),
  outcome: z
    .object({
      ...{ exposed: z.number(), exposed_bad: z.number() },
      ...{ others: z.number(), others_bad: z.number() },
    })
    .nullable(),
  comparison: z
    .object({
      suspects: z.object({ total: z.number(), others: z.number(), lots: z.array(z.string()) }),
      causes: z.array(cause),
      cause: exposure.nullable(),
      sharing: list.nullable(),
    })
    .nullable(),
  notes: z.array(z.string()),
})
type Traced = z.output<typeof traced>
type Lot = z.output<typeof lot>

const mostTold = 10
const mostCauses = 4

/** Where a lot comes from and went, or what bad lots share; nothing is filed. */
export const composeLots: Composer = (speech, { data }) => {
  const found = traced.parse(data)
  const { say, instant } = speech
  const { lot: subject, comparison, basis, notes } = found
  const body = subject === null ? [] : ofOne(speech, found, subject)
  const asked = say(
    '要扣留、放行、返工或报废某个批次，请告诉我批次号，我会提出提案供审批；现在没有提交任何东西。',
    'To hold, release, rework or scrap a lot, name it: I propose it and a person decides. Nothing is filed now.',
  )
  const until = basis.data_until === null ? '' : instant(basis.data_until, basis.zone)
  return [
    ...body,
    ...(comparison === null ? [] : ofSeveral(speech, found, comparison)),
    ...notes.map((note) => `- ${note}`),
    asked,
    ...(until === '' ? [] : [say(`数据截至 ${until}。`, `Data up to ${until}.`)]),
  ].join('\n')
}

function ofOne(speech: Speech, found: Traced, subject: Lot): string[] {
  const { say } = speech
  const { went_in: back, came_of_it: forward, shipped } = found
  const asked = speech.reading.lotsAsked
  const gone = say(
    `它和用它做成的批次中，已发货 **${shipped.lots}** 个批次（${shipped.quantity} 件，${shipped.customers} 个客户）。`,
    `Of it and what came of it **${shipped.lots}** lots were shipped (${shipped.quantity} pcs, to ${shipped.customers} customers).`,
  )
  const made = section(speech, back, [
    `用了 **${back.total}** 个批次：`,
    `**${back.total}** lots went into it:`,
  ])
  const went = section(speech, forward, [
    `用到了 **${forward.total}** 个批次：`,
    `It went into **${forward.total}** lots:`,
  ])
  return [
    `**${subject.lot}** ${detail(speech, subject)}`,
    ...(asked === 'went_to' ? [] : made),
    ...(asked === 'made_of' ? [] : [...went, gone, ...worse(speech, found)]),
  ]
}

function section(
  speech: Speech,
  { total, lots }: Traced['went_in'],
  words: [string, string],
): string[] {
  if (total === 0)
    return [speech.say('没有记录。', 'None is recorded.')].map(
      (none) => `${speech.say(...words)} ${none}`,
    )
  const more = lots.length > mostTold || lots.length < total
  return [
    speech.say(...words),
    ...lots.slice(0, mostTold).map((one) => `- ${one.lot} ${detail(speech, one)}`),
    ...(more ? [speech.say('- ……（只列出最近的）', '- … (only the nearest are listed)')] : []),
  ]
}

const dispositions: Record<string, [zh: string, en: string]> = {
  released: ['已放行', 'released'],
  held: ['已扣留', 'held'],
  rework: ['返工', 'for rework'],
  scrapped: ['已报废', 'scrapped'],
  open: ['未处置', 'not decided'],
}

function detail({ say, instant, nameOf }: Speech, one: Lot): string {
  const when = instant(one.at)
  const [zh, en] = dispositions[one.disposition ?? ''] ?? ['', '']
  const supplier = one.supplier === null ? '' : nameOf('supplier', one.supplier)
  const out = one.out_of_limits > 0
  const shipments = one.shipped_to.map(({ customer, quantity, at }) =>
    say(
      `${instant(at)} 发给 ${customer} ${quantity} ${one.unit}`,
      `${quantity} ${one.unit} shipped to ${customer} on ${instant(at)}`,
    ),
  )
  const parts = [
    one.name,
    `${one.quantity} ${one.unit}`,
    one.kind === 'lot'
      ? say(`${when} 生产`, `made ${when}`)
      : say(`${when} 到货`, `received ${when}`),
    supplier,
    say(zh, en),
    out
      ? say(
          `${one.samples} 个样本中 ${one.out_of_limits} 个超限`,
          `${one.out_of_limits} of ${one.samples} samples out of limits`,
        )
      : '',
    ...shipments,
    one.kind === 'lot' && shipments.length === 0 ? say('未发货', 'not shipped') : '',
  ]
  return say(`（${parts.filter(Boolean).join('，')}）`, `(${parts.filter(Boolean).join(', ')})`)
}

function worse({ say }: Speech, { outcome }: Traced): string[] {
  if (outcome === null) return []
  const { exposed, exposed_bad: bad, others, others_bad: othersBad } = outcome
  return [
    say(
      `用它做的 ${exposed} 个批次中 **${bad}** 个不良，同产品其他 ${others} 个批次中 ${othersBad} 个。`,
      `**${bad}** of the ${exposed} lots made of it are bad, and ${othersBad} of ${others} others of the same products.`,
    ),
  ]
}

const kindWords: Record<string, [zh: string, en: string]> = {
  machine: ['设备', 'machine'],
  team: ['班组', 'team'],
  shift: ['班次', 'shift'],
  lot: ['批次', 'lot'],
  material_lot: ['来料批次', 'material lot'],
  supplier: ['供应商', 'supplier'],
  parameter: ['参数', 'parameter'],
}

function ofSeveral(
  speech: Speech,
  found: Traced,
  compared: NonNullable<Traced['comparison']>,
): string[] {
  const { say, nameOf } = speech
  const { suspects, causes, cause, sharing } = compared
  const site = nameOf('site', found.basis.site)
  const lots = suspects.lots.slice(0, mostTold).join(say('、', ', '))
  const named = (one: z.output<typeof exposure>) => {
    const [zh, en] = kindWords[one.kind] ?? [one.kind, one.kind]
    return `${say(zh, en)} ${one.id}${one.name === null ? '' : say(`（${one.name}）`, ` (${one.name})`)}`
  }
  const headline = say(
    `${site}：**${suspects.total}** 个可疑批次${lots === '' ? '' : `（${lots}）`}，同产品其他批次 ${suspects.others} 个。`,
    `${site}: **${suspects.total}** suspect lots${lots === '' ? '' : ` (${lots})`}, ${suspects.others} others of the same products.`,
  )
  const shared = causes
    .slice(0, mostCauses)
    .map((one) =>
      say(
        `- ${named(one)}：可疑批次 ${one.suspects_exposed}/${one.suspects}，其他 ${one.others_exposed}/${one.others}，校正后 p = ${spoken(one.p_adjusted)}`,
        `- ${named(one)}: ${one.suspects_exposed} of ${one.suspects} suspects, ${one.others_exposed} of ${one.others} others, adjusted p = ${spoken(one.p_adjusted)}`,
      ),
    )
  const likeliest =
    cause === null
      ? []
      : [
          say(
            `最不像偶然的共同点：**${named(cause)}**。`,
            `Least likely to be chance: **${named(cause)}**.`,
          ),
        ]
  return [headline, ...likeliest, ...shared, ...ofSharing(speech, found, sharing)]
}

/** The suspect set: all that share the cause, and how much of it is gone. */
function ofSharing(
  speech: Speech,
  { shipped }: Traced,
  sharing: Traced['went_in'] | null,
): string[] {
  if (sharing === null) return []
  return [
    speech.say(
      `共有它的批次 ${sharing.total} 个，其中或由其做成的已发货 **${shipped.lots}** 个批次（${shipped.quantity} 件，${shipped.customers} 个客户）：`,
      `${sharing.total} lots share it; **${shipped.lots}** of them, or of what was made of them, were shipped (${shipped.quantity} pcs, to ${shipped.customers} customers):`,
    ),
    ...sharing.lots.slice(0, mostTold).map((one) => `- ${one.lot} ${detail(speech, one)}`),
    ...(sharing.total > Math.min(mostTold, sharing.lots.length)
      ? [speech.say('- ……（只列出最近的）', '- … (only the newest are listed)')]
      : []),
  ]
}

/** In full: `1e-7` reads badly. */
const spoken = (p: number): string =>
  p === 0 ? '0' : p.toFixed(Math.max(2, 1 - Math.floor(Math.log10(p))))
