import { z } from 'zod'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const setting = z.object({
  says: z.string(),
  verdict: z.enum(['explains', 'none_found', 'cannot_tell']),
})
const machine = z.object({
  ...{ machine: z.string(), name: z.string(), usual: z.number().nullable(), hours: z.number() },
  settings: z.array(setting),
})
const told = z.object({
  basis: z.object({
    ...{ name: z.string(), unit: z.string(), from: z.string(), until: z.string() },
    ...{ zone: z.string(), rows_read: z.number(), data_until: z.string().nullable() },
  }),
  machines: z.array(machine),
  trial: z.object({ says: z.array(z.string()) }).nullable(),
  notes: z.array(z.string()),
})
type Told = z.output<typeof told>
type Machine = z.output<typeof machine>

const mostTold = 8
/** So many are told whether or not anything was found. */
const mostWhole = 3

/** What settings explain, with windows, or why history cannot tell; nothing is set. */
export const composeSettings: Composer = (speech, { data }) => {
  const found = told.parse(data)
  const { say } = speech
  const [only, ...more] = found.machines
  if (only === undefined) return speech.noData(...bothOf(found.notes))
  const explained = found.machines.filter(explains)
  const shown = found.machines.length <= mostWhole ? found.machines : explained.slice(0, mostTold)
  return [
    ...(more.length === 0 ? [] : [countLine(speech, found, explained.length)]),
    ...shown.flatMap((one) => ofMachine(speech, found, one)),
    ...(explained.length > 0 ? [] : (found.trial?.says ?? [])),
    ...found.notes.map((note) => `- ${note}`),
    say(
      '改设定是一项提案，由人批准；现在没有改动任何东西。',
      'A change of a setting is a proposal for a person to decide; nothing is changed now.',
    ),
    basisLine(speech, found),
  ].join('\n')
}

const explains = ({ settings }: Machine): boolean =>
  settings.some(({ verdict }) => verdict === 'explains')

const bothOf = (notes: string[]): [string, string] => [notes.join(''), notes.join(' ')]

function countLine({ say }: Speech, { machines, basis }: Told, count: number): string {
  return say(
    `${machines.length} 台设备有可设定的参数，其中 **${count}** 台的${basis.name}能由某个设定解释。`,
    `${machines.length} machines have settings; on **${count}** of them one explains the ${basis.name}.`,
  )
}

function ofMachine({ say }: Speech, { basis }: Told, one: Machine): string[] {
  const usual =
    one.usual === null
      ? say('没有运行小时', 'no running hours')
      : say(
          `平时${basis.name} **${one.usual}** ${basis.unit}，${one.hours} 小时`,
          `usual ${basis.name} **${one.usual}** ${basis.unit}, ${one.hours} hours`,
        )
  return [
    say(
      `**${one.name}**（${one.machine}）：${usual}`,
      `**${one.name}** (${one.machine}): ${usual}`,
    ),
    ...one.settings.map(({ says }) => `- ${says}`),
  ]
}

function basisLine({ say, instant }: Speech, { basis }: Told): string {
  const [from, until] = [basis.from, basis.until].map((at) => instant(at, basis.zone))
  const fresh =
    basis.data_until === null
      ? say('无数据时间', 'no data time')
      : instant(basis.data_until, basis.zone)
  return say(
    `时间：${from} 至 ${until}（${basis.zone}）；读取 ${basis.rows_read} 行；数据截至 ${fresh}。`,
    `Window: ${from} to ${until} (${basis.zone}); ${basis.rows_read} rows read; data until ${fresh}.`,
  )
}
