import { z } from 'zod'
import type { Composer } from './composer.ts'
import type { Speech } from './speech.ts'

const help = z.object({
  ...{ what: z.string(), machine: z.string().nullable(), end_at: z.string() },
  ...{ late_h: z.number(), others_late_h: z.number() },
})
const trial = z.object({
  why: z
    .object({ late_h: z.number(), bottleneck: z.string(), because: z.array(z.string()) })
    .nullable(),
  helps: z.array(help),
})
type Help = z.output<typeof help>

/** Why one order is late as it is planned now, and what planning anew with each lever comes to. */
export const composeLateOrder: Composer = (speech, { data }) => {
  const { say, reading, nameOf } = speech
  const { why, helps } = trial.parse(data)
  const order = `**${reading.orderId ?? ''}**`
  const headline =
    why === null
      ? [say(`${order} 按现在的顺序不会延期。`, `${order} is on time in the sequence of now.`)]
      : [
          say(
            `${order} 按现在的顺序延期 **${why.late_h} 小时**,卡在 ${nameOf('equipment', why.bottleneck)} (${why.bottleneck})。从最后一道工序往前:`,
            `${order} is **${why.late_h} h** late in the sequence of now, held up at ${nameOf('equipment', why.bottleneck)} (${why.bottleneck}). From its last operation back:`,
          ),
          ...why.because.map((one) => `- ${one}`),
        ]
  return [
    ...headline,
    say(
      '能做什么(逐项重新排程算出,没有提交任何东西):',
      'What could be done (the site planned anew for each; nothing is filed):',
    ),
    ...helps.filter(tells(helps)).map((one) => helpLine(speech, one)),
    say(
      '要提交新排程供审批,请说“重新排程”。',
      'To propose a new schedule for approval, say “reschedule”.',
    ),
  ].join('\n')
}

/** A lever that changes nothing against planning anew as it is need not be told. */
function tells([asIs]: Help[]) {
  const sameAsIs = ({ late_h, others_late_h }: Help) =>
    late_h === asIs?.late_h && others_late_h === asIs.others_late_h
  return (one: Help): boolean => one === asIs || one.what === 'goes_first' || !sameAsIs(one)
}

const leverWords: Record<string, readonly [zh: string, en: string]> = {
  as_is: ['全厂重新排程', 'Plan the site anew'],
  goes_first: ['这张订单最优先', 'This order goes first'],
  released_now: ['现在就下达', 'It is released now'],
  all_of_it: ['以上全部', 'All of that together'],
  alone: ['只做这一张(再早不可能)', 'Nothing else is made (it cannot be sooner)'],
}

function helpLine(speech: Speech, { what, machine, end_at, late_h, others_late_h }: Help): string {
  const { say, instant, nameOf } = speech
  const [zh, en] = leverWords[what] ?? [what, what]
  const name = machine === null ? '' : nameOf('equipment', machine)
  const lever =
    machine === null ? say(zh, en) : say(`${name} 现在恢复`, `${name} is back in work now`)
  const late =
    late_h > 0 ? say(`仍晚 ${late_h} 小时`, `still ${late_h} h late`) : say('按时', 'on time')
  const others =
    what === 'alone'
      ? ''
      : say(`;其他订单共晚 ${others_late_h} 小时`, `; all others ${others_late_h} h late`)
  return say(
    `- ${lever}:${instant(end_at)} 完工,${late}${others}`,
    `- ${lever}: ends ${instant(end_at)}, ${late}${others}`,
  )
}
