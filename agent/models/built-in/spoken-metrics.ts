import { entryOf } from './lexicon.ts'
import type { Question } from './slots.ts'
import * as words from './words.ts'

/** How a verb asks for an amount, in either language: `停了多久`, `how long … stopped`. */
const howLong =
  '(?:了|得|着)?(?:一共|总共)?(?:多[久长](?:时间)?|(?:多少|\\d+)个?(?:时间|小时|钟头|分钟)|几个?(?:小时|钟头|分钟))'
const howOften = '(?:了|得|过)?(?:一共|总共)?(?:几|多少|\\d+)[次回趟遍]'
const howMany = '(?:出|成|得)?了?(?:一共|总共)?(?:(?:多少|几)(?![张次回趟天小钟])|\\d+件)'
const most = (ends: string) => `(?:起来)?[得的]?(?:时间|次数)?是?(?:最[${ends}]|(?<=得)[${ends}])`

const stop = '(?:停(?:机|线|工|下来)?|歇|趴窝?|宕机?|闲)'
const fail = '(?:坏|(?:出)?故障|出(?:毛病|问题))'
const make = '(?:生产|下线|做|产|干|出|造)'
const scrapped = '(?:报废|废|扔)'
const repair = '(?:维修|抢修|修)'

const long =
  '\\b(?:how\\s+(?:long|many\\s+(?:hours|minutes)|much(?:\\s+time)?)|longest|shortest)\\b'
const often =
  '\\b(?:how\\s+(?:often|many\\s+times|frequently)|(?:most|least|more|less)(?:\\s+(?:often|frequently))?)\\b'
const amounts = 'how\\s+(?:many|much)|most|least|fewest|more|less|fewer'
const many = `\\b(?:what|${amounts})\\b`
const stops =
  '\\b(?:down|stop(?:s|ped)?|idle|stand(?:s|ing)?\\s+still|stood\\s+still|halt(?:s|ed)?)\\b'
const fails = '\\b(?:fail(?:s|ed)?|br(?:eak|oke|oken)s?(?:\\s+down)?)\\b'
const scraps = '\\b(?:scrap(?:s|ped)?|throw(?:n|s)?\\s+away|threw\\s+away)\\b'
const makes =
  '\\b(?:make|made|makes|build|built|ship|shipped|deliver|delivered|produc(?:e|ed|es|ing)|turn(?:ed|s)?\\s+out|put\\s+out|get\\s+out|got\\s+out|out\\s+of)\\b'
const repairs = '\\b(?:repair(?:s|ed|ing)?|fix(?:ed|es|ing)?)\\b'

/** Both orders of an English verb and its amount. */
const either = (verb: string, amount: string) => `${amount}.*${verb}|${verb}.*${amount}`

type Verb = { id: string; needsTime: boolean; said: RegExp }
const verb = (id: string, said: string[], needsTime = false): Verb => ({
  ...{ id, needsTime },
  said: new RegExp(said.join('|'), 'iu'),
})

/** Metrics that are asked for by a verb. Those of stops need a time: without one the state is meant. */
const verbs: Verb[] = [
  verb('mtbf', [`${howLong}(?:才|会)?${fail}(?:一?[次回])?`]),
  verb('mttr', [
    `${repair}(?:好|理)?(?:一[次回趟])?(?:平均)?(?:要|需要?|得|花)?${howLong}`,
    `${repair}(?:好|理)?${most('久长慢快短')}`,
    either(repairs, long),
    either(repairs, '\\b(?:slowest|fastest|quickest)\\b'),
  ]),
  verb('failures', [fail + howOften, fail + most('多少频勤'), either(fails, often)]),
  verb(
    'downtime',
    [
      ...[stop + howLong, stop + most('久长'), '停机(?:了)?(?:多少)'],
      either(stops, long),
      '\\b(?:lose|lost)\\b.*\\btime\\b|\\btime\\b.*\\b(?:lose|lost)\\b|\\b(?:was|were|has\\s+been|have\\s+been)\\s+(?:down|stopped|idle)\\b',
    ],
    true,
  ),
  verb(
    'stops',
    [stop + howOften, '(?:几|多少)次停', stop + most('多少频勤'), either(stops, often)],
    true,
  ),
  verb('scrap_quantity', [scrapped + howMany, scrapped + most('多少'), either(scraps, many)]),
  verb('supplier_on_time', [
    '(?:准时|按时|及时|守时|准点)(?:率|吗)?|最?(?:拖拉|拖|晚|迟)|\\bon[\\s-]time(?:\\s+rate)?|\\b(?:punctual|reliable|late|deliver(?:y|ies|s|ed)?)\\b',
  ]),
  verb('energy_per_piece', [
    '[费耗用]电|耗能',
    '\\b(?:uses?|used|consumes?|consumed)\\b.*\\b(?:energy|power|electricity)\\b',
  ]),
  verb('output', [
    `${make}${howMany}|${make}${most('多少')}`,
    `${either(makes, many)}|\\bproduc(?:e|ed|es|ing)\\b|\\b(?:make|made|makes)\\s+(?:more|less|fewer|most|least)\\b`,
    '\\b(?:how\\s+many\\s+)?(?:pieces|parts|units|boxes|bottles)\\b.*\\bout\\s+of\\b|\\bhow\\s+many\\s+(?:pieces|parts|units|boxes|bottles)\\b',
  ]),
]

export const spokenVerbs = verbs.map(({ said }) => said)

/** The words of which those are made: what stands between verb and amount is not read by them. */
export const spokenWords = [
  ...[stop + howLong, stop + howOften, fail + howOften, repair + howLong, scrapped + howMany],
  ...[
    make + howMany,
    `(?:${stop}|${fail}|${repair}|${scrapped}|${make})${most('多少久长慢快短频勤')}`,
  ],
  ...[
    howLong,
    howOften,
    stop,
    fail,
    repair,
    scrapped,
    make,
    '供货|交货|来料|到货|供应',
    '[费耗用]电|耗能',
  ],
  ...[
    long,
    often,
    `\\b(?:${amounts})\\b`,
    stops,
    fails,
    scraps,
    makes,
    repairs,
    '\\b(?:slow|fast|quick)est\\b',
  ],
  ...[
    '(?:准时|按时|及时|守时|准点|拖拉|晚|迟)',
    '\\b(?:punctual|reliable|late|deliver(?:y|ies|s|ed)?|on[\\s-]time)\\b',
  ],
  ...['\\b(?:us(?:e|es|ed)|consum(?:e|es|ed)|los(?:e|t)|energy|power|electricity)\\b'],
  '\\b(?:boxes|bottles)\\b',
].map((one) => new RegExp(one, 'iu'))

const aSupplier = /[谁哪]家|供应商|供方|供货|来料|到货|\b(?:suppliers?|vendors?)\b/iu

/** The metric that a question's verb asks for, where it names none. */
export function spokenMetrics({ said, times, mentions, lexicon }: Question): string[] {
  const supplied =
    aSupplier.test(said) || mentions.some(({ entries }) => entries[0]?.kind === 'supplier')
  const found = verbs.find(
    ({ id, needsTime, said: spoken }) =>
      spoken.test(said) &&
      (!needsTime || times.length > 0) &&
      (id !== 'supplier_on_time' || supplied),
  )
  return found && entryOf(lexicon, 'metric', found.id) ? [found.id] : []
}

/** `scrap in percent`, `scrap above 3%`: of an amount the ratio is meant, where the catalogue has one. */
export function asShares(ids: string[], { said, lexicon }: Question): string[] {
  if (!words.percent.test(said) && !percentLimit.test(said)) return ids
  return ids.map((id) => {
    if (entryOf(lexicon, 'metric', id)?.metric?.unit === '%') return id
    const ratio = `${id.split('_')[0]}_ratio`
    return entryOf(lexicon, 'metric', ratio) ? ratio : id
  })
}
const percentLimit = /\d\s*%/u
