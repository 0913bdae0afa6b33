import type { AlertReading } from '../acts/asked-change.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import type { Composer } from './composer.ts'
import { fate } from './proposals.ts'
import type { Speech } from './speech.ts'

export const composeChange: Composer = (speech, { proposal }) =>
  [aboutChange(speech), ...(proposal ? [fate(speech, proposal)] : [])].join('\n')

const dispositions = {
  released: ['放行', 'released'],
  held: ['冻结', 'put on hold'],
  rework: ['返工', 'reworked'],
  scrapped: ['报废', 'scrapped'],
} as const

/** The machine or the site that a rule watches; empty where it is the only site. */
function placeOf({ reading: { equipment, sites }, nameOf }: Speech): string {
  const [machine] = equipment
  if (machine) return nameOf('equipment', machine.id)
  return sites[0] === undefined ? '' : nameOf('site', sites[0])
}

function aboutChange(speech: Speech): string {
  const { say, reading, nameOf } = speech
  const { change, ticketId = '', materials } = reading
  switch (change?.kind) {
    case 'lot': {
      const [zh, en] = dispositions[change.disposition]
      return say(
        `提议将批次 ${change.lot ?? ''} ${zh}。`,
        `Proposed that lot ${change.lot ?? ''} be ${en}.`,
      )
    }
    case 'purchase': {
      const name = nameOf('material', materials[0] ?? '')
      const amount = [change.quantity, change.unit === 'pcs' ? undefined : change.unit]
      const much = amount.filter((one) => one !== undefined).join(' ')
      return say(
        `提议请购 ${name} ${much},${change.neededBy ?? ''} 前到货。`,
        `Proposed to buy ${much} of ${name}, needed by ${change.neededBy ?? ''}.`,
      )
    }
    case 'parameter': {
      const name = nameOf('parameter', change.parameter ?? '')
      const machine = nameOf('equipment', reading.equipment[0]?.id ?? '')
      const to = `${change.value} ${change.unit}`
      return say(
        `提议将 ${machine} 的${name}设为 ${to}。`,
        `Proposed that ${name} of ${machine} be set to ${to}.`,
      )
    }
    case 'alert_rule':
      return aboutAlert(speech, change)
    default:
      return say(`提议修改工单 ${ticketId}。`, `Proposed a change of ticket ${ticketId}.`)
  }
}

function aboutAlert(speech: Speech, change: AlertReading): string {
  const { say, reading, nameOf, lexicon } = speech
  const { metrics } = reading
  if (change.watched === 'state:down') {
    const machine = nameOf('equipment', reading.equipment[0]?.id ?? '')
    const { minutes } = change
    return say(
      `提议设置报警:${machine} 停机${minutes === undefined ? '' : `超过 ${minutes} 分钟`}时。`,
      `Proposed an alert: ${machine} goes down${minutes === undefined ? '' : ` for more than ${minutes} min`}.`,
    )
  }
  const tag = change.watched?.replace('tag:', '')
  const name = tag === undefined ? nameOf('metric', metrics[0] ?? '') : nameOf('tag', tag)
  const over = change.comparison === 'above'
  const metric = tag === undefined ? entryOf(lexicon, 'metric', metrics[0] ?? '') : undefined
  const limit = metric?.metric?.unit === '%' ? `${change.value}%` : `${change.value}`
  const of = placeOf(speech)
  return say(
    `提议设置报警:${of}${name}${over ? '高于' : '低于'} ${limit} 时。`,
    `Proposed an alert: ${name}${of && ` of ${of}`} ${over ? 'above' : 'below'} ${limit}.`,
  )
}
