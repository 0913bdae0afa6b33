import { z } from 'zod'
import { formatValue } from '../../../format.ts'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const order = z.object({
  quantity: z.number(),
  order_by: z.string().nullable(),
  needed_by: z.string(),
  supplier: z.string().nullable(),
  risk_percent_if_ordered_now: z.number().nullable(),
})
const material = z.object({
  ...{ material: z.string(), name: z.string(), unit: z.string() },
  counted: z.object({ quantity: z.number(), at: z.string() }).nullable(),
  stock_now: z.number().nullable(),
  missing: z.array(z.string()),
  until: z.string().nullable(),
  risk_percent: z.number().nullable(),
  risk_percent_as_is: z.number().nullable(),
  ...{ risk_over_5_on: z.string().nullable(), risk_over_50_on: z.string().nullable() },
  risk_over_50_on_as_is: z.string().nullable(),
  order: order.nullable(),
})
const projected = z.object({
  basis: z.object({
    ...{ site: z.string(), zone: z.string(), runs: z.number() },
    ...{ data_until: z.string().nullable(), accepted_risk_percent: z.number() },
    interval_percent: z.number(),
  }),
  ...{ total: z.number(), at_risk: z.number(), truncated: z.boolean() },
  materials: z.array(material),
  on_order: z.array(z.object({ line: z.string(), due: z.string() })),
  suppliers: z.array(
    z.object({
      ...{ supplier: z.string(), name: z.string(), lines_due: z.number() },
      on_time_percent: z.number().nullable(),
      on_time_low: z.number().nullable(),
      on_time_high: z.number().nullable(),
      delay_days: z.object({ p50: z.number(), p90: z.number() }).nullable(),
    }),
  ),
  assumed: z.array(z.string()),
})
type Projected = z.output<typeof projected>
type Row = z.output<typeof material>

/** When materials run out, how sure that is, and what could be asked for; nothing is filed. */
export const composeStock: Composer = (speech, { data }) => {
  const { say, nameOf, reading } = speech
  const found = projected.parse(data)
  const { basis, materials, total, at_risk: atRisk, assumed } = found
  const isOne = reading.materials.length > 0
  const site = nameOf('site', basis.site)
  const until = materials.find((row) => row.until !== null)?.until ?? ''
  const headline = say(
    `${site}到 ${until}:${total} 种物料中,断料风险超过 ${basis.accepted_risk_percent}% 的有 **${atRisk}** 种。`,
    `${site} until ${until}: **${atRisk}** of ${total} materials are at risk of running out by more than ${basis.accepted_risk_percent} %.`,
  )
  const asked = say(
    '要请购,请说物料、数量和到货日期,我会提出一个请购提案供审批;现在没有提交任何东西。',
    'To buy, say what, how much and by when: I propose a purchase request that a person approves. Nothing is filed now.',
  )
  const advised = materials.some((row) => row.order !== null)
  const unchanged = isOne ? [] : materials.filter(isUnchanged)
  const shown = materials.filter((row) => !unchanged.includes(row))
  return [
    ...(isOne && materials.length > 0 ? [] : [headline]),
    ...shown.flatMap((row) => [riskLine(speech, row), ...adviceOf(speech, row, found)]),
    ...same(speech, unchanged),
    ...(found.truncated ? [say('(只列出风险最高的)', '(only the riskiest are listed)')] : []),
    ...suppliersOf(speech, found),
    ...assumed.map((note) => `- ${note}`),
    ...(advised ? [asked] : []),
    sourceOf(speech, found),
  ].join('\n')
}

/** What is supposed makes no difference to it. */
const isUnchanged = (row: Row): boolean =>
  row.risk_percent_as_is !== null &&
  row.risk_percent === row.risk_percent_as_is &&
  row.risk_over_50_on === row.risk_over_50_on_as_is

function same({ say }: Speech, rows: Row[]): string[] {
  if (rows.length === 0) return []
  const names = rows.map(({ name, risk_percent: risk, risk_over_50_on: on }) =>
    on === null ? `${name} ${risk}%` : `${name} ${risk}% (${on})`,
  )
  return [
    say(
      `- 风险和日期不变:${names.join('、')}。`,
      `- Risk and day stay as they are: ${names.join(', ')}.`,
    ),
  ]
}

const missingWords: Record<string, readonly [zh: string, en: string]> = {
  no_count: ['没有盘点记录', 'nobody counted it'],
  count_too_old: ['最近一次盘点太旧', 'its newest count is too old'],
  no_bom: ['不在任何物料清单中', 'it stands in no bill of materials'],
  no_demand: ['没有订单,也没有用量记录', 'no order and no past use of it is known'],
}

function riskLine({ say, language }: Speech, row: Row): string {
  const name = `${row.name} (${row.material})`
  if (row.risk_percent === null) {
    const words = row.missing.map((one) => missingWords[one] ?? [one, one])
    return say(
      `- ${name}:无法推演,${words.map(([zh]) => zh).join('、')}。`,
      `- ${name}: nothing can be told, ${words.map(([, en]) => en).join(', ')}.`,
    )
  }
  const day =
    row.risk_over_50_on !== null
      ? say(
          `,**${row.risk_over_50_on}** 前后很可能断料`,
          `, likely to run out by **${row.risk_over_50_on}**`,
        )
      : row.risk_over_5_on !== null
        ? say(
            `,从 ${row.risk_over_5_on} 起风险不可忽视`,
            `, not to be neglected from ${row.risk_over_5_on} on`,
          )
        : ''
  const asIsDay = row.risk_over_50_on_as_is === null ? '' : `, ${row.risk_over_50_on_as_is}`
  const asIs =
    row.risk_percent_as_is === null
      ? ''
      : say(
          `(不作此假设为 ${row.risk_percent_as_is}%${asIsDay})`,
          ` (${row.risk_percent_as_is} % without that${asIsDay})`,
        )
  const now = row.stock_now === null ? '' : formatValue(row.stock_now, row.unit, language)
  const lasts = row.risk_over_5_on === null ? say(',够用', ', enough') : ''
  return say(
    `- ${name}:现有 ${now},到 ${row.until} 的断料风险 **${row.risk_percent}%**${asIs}${day}${lasts}。`,
    `- ${name}: ${now} now, risk of running out by ${row.until} **${row.risk_percent} %**${asIs}${day}${lasts}.`,
  )
}

/** What would keep the risk under what is accepted: an order, or where it is too late for one, haste. */
function adviceOf({ say, nameOf, language }: Speech, row: Row, { on_order }: Projected): string[] {
  if (row.order === null) return []
  const { quantity, order_by: by, needed_by: needed, supplier } = row.order
  const from = supplier === null ? '' : nameOf('supplier', supplier)
  const amount = formatValue(quantity, row.unit, language)
  if (by !== null)
    return [
      say(
        `  - 建议请购 ${amount}(${from}),最晚 **${by}** 下单。`,
        `  - Order ${amount} (${from}) by **${by}** at the latest.`,
      ),
    ]
  const risk = row.order.risk_percent_if_ordered_now
  if (risk === null)
    return [say(`  - 需要 ${amount},${needed} 前到货。`, `  - ${amount} are needed by ${needed}.`)]
  const lines = on_order.map(({ line }) => line).slice(0, 3)
  const hurry =
    lines.length === 0
      ? ''
      : say(`,并催交 ${lines.join('、')}`, `, and hurry up ${lines.join(', ')}`)
  return [
    say(
      `  - 现在请购 ${amount}(${from})也来不及,风险仍有 ${risk}%;请在 ${needed} 前设法到货${hurry}。`,
      `  - Even ${amount} ordered today (${from}) leave a risk of ${risk} %; they are needed by ${needed}${hurry}.`,
    ),
  ]
}

function suppliersOf({ say, reading }: Speech, { suppliers, basis }: Projected): string[] {
  const isAsked = ({ supplier }: Projected['suppliers'][number]) =>
    reading.materials.length > 0 || reading.suppliers.includes(supplier)
  return suppliers.filter(isAsked).flatMap((one) => {
    const { name, on_time_percent: share, on_time_low: low, on_time_high: high } = one
    if (share === null || low === null || high === null) return []
    const late = one.delay_days
    const delay =
      late === null
        ? ''
        : say(
            `,延误中位数 ${late.p50} 天、九成不超过 ${late.p90} 天`,
            `, delays of ${late.p50} days in the middle, nine of ten at most ${late.p90}`,
          )
    return [
      say(
        `- ${name}:准时率 ${share}%(${basis.interval_percent}% 区间 ${low}–${high}%,${one.lines_due} 行)${delay}。`,
        `- ${name}: ${share} % on time (${basis.interval_percent} % interval ${low} to ${high} %, ${one.lines_due} lines)${delay}.`,
      ),
    ]
  })
}

function sourceOf({ say, instant }: Speech, { basis, materials }: Projected): string {
  const counts = materials.flatMap(({ counted }) => counted?.at ?? []).toSorted()
  const [first] = counts
  const counted = first === undefined ? say('无', 'none') : instant(first, basis.zone)
  const age =
    basis.data_until === null
      ? say('无数据时间', 'no data time')
      : instant(basis.data_until, basis.zone)
  return say(
    `口径:最早的盘点 ${counted};${basis.runs} 次随机模拟;数据截至 ${age}。`,
    `Basis: oldest count ${counted}; ${basis.runs} random runs; data until ${age}.`,
  )
}
