import { entryOf } from './lexicon.ts'
import type { Question } from './slots.ts'

/** Metrics that are asked for by a verb. Those of stops need a time: without one the state is meant. */
const verbs: { id: string; needsTime: boolean; said: RegExp }[] = [
  {
    id: 'downtime',
    needsTime: true,
    said: /趴窝了?(?:多[久长]|几个?小时)|停了?(?:多[久长]|多少(?:时间|小时|分钟))|停机(?:了?多[久长]|多少(?:时间|小时|分钟))|\bhow\s+(?:long|many\s+(?:hours|minutes)|much(?:\s+time)?)\b.*\b(?:down|stop|stopped|idle|lose|lost)\b|\b(?:was|were|has\s+been|have\s+been)\s+(?:down|stopped|idle)\b/iu,
  },
  {
    id: 'stops',
    needsTime: true,
    said: /停(?:机|线)?了?(?:几|多少)次|(?:几|多少)次停|\bhow\s+(?:often|many\s+times)\b.*\b(?:stop|stopped|go(?:ne)?\s+down|went\s+down)\b/iu,
  },
  {
    id: 'failures',
    needsTime: false,
    said: /(?:故障|坏)了?(?:几|多少)次|\bhow\s+(?:often|many\s+times)\b.*\b(?:fail|failed|break|broke|broken)\b/iu,
  },
  {
    id: 'scrap_quantity',
    needsTime: false,
    said: /(?:报废|废|扔)了?(?:多少|几)|废得?最[多少]|\bhow\s+(?:many|much)\b.*\b(?:scrap(?:ped)?|throw\s+away|thrown\s+away)\b/iu,
  },
  {
    id: 'supplier_on_time',
    needsTime: false,
    said: /供应商.*(?:准时|按时|及时|守时)|(?:准时|按时|及时).*供应商|\b(?:suppliers?|vendors?)\b.*\b(?:on[\s-]time|punctual|late|reliable)\b/iu,
  },
  {
    id: 'energy_per_piece',
    needsTime: false,
    said: /[费耗用]电|耗能|\b(?:uses?|used|consumes?|consumed)\b.*\b(?:energy|power|electricity)\b/iu,
  },
  {
    id: 'output',
    needsTime: false,
    said: /(?:生产|做|产|干|出)(?:出|成)?了?(?:多少|几)(?![张个次天])|(?:生产|做|产|干|出)得?(?:活)?最[多少]|\bhow\s+(?:many|much)\b.*\b(?:make|made|build|built|ship|shipped)\b|\b(?:make|made)\s+(?:more|less|fewer)\b|\bproduc(?:e|ed|es|ing)\b|\bhow\s+many\s+(?:pieces|parts|units)\b/iu,
  },
]

export const spokenVerbs = verbs.map(({ said }) => said)

/** The metric that a question's verb asks for, where it names none. */
export function spokenMetrics({ said, times, lexicon }: Question): string[] {
  const found = verbs.find((verb) => verb.said.test(said) && (!verb.needsTime || times.length > 0))
  return found && entryOf(lexicon, 'metric', found.id) ? [found.id] : []
}
