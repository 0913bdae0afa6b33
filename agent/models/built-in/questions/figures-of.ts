import { parse } from '../parse.ts'
import { isOneMachine, type Reading } from '../reading.ts'
import { isWhole, recordLists } from '../thread/asks-anew.ts'
import { halvesOf } from '../typed/clauses.ts'
import { lookAt, type ParseContext } from '../typed/look-at.ts'

/** `A 昨天的产量和 B 上周的报废`: two figures, each with its own time or place. */
export function figuresOf(clause: string, { previous: _, ...fresh }: ParseContext): string[] {
  const joints = halvesOf(clause)
  if (joints.length === 0) return [clause]
  const lists = joints.find((halves) => areOtherLists(halves.map((half) => parse(half, fresh))))
  if (lists !== undefined) return lists
  const figures = lookAt(clause, fresh).mentions.filter(
    ({ entries: [one] }) => one?.kind === 'metric',
  )
  if (figures.length < 2) return [clause]
  const whole = joints.find((halves) => {
    const owns = halves.map((half) => parse(half, fresh))
    const isEach = owns.every(
      (own) => own.intent === 'kpi' && own.metrics.length > 0 && isWhole(own),
    )
    return isEach && isApart(owns)
  })
  return whole ?? [clause]
}

/** `open tickets and late orders of Dongguan`: two lists, of which no one call tells both. */
const areOtherLists = (owns: Reading[]): boolean =>
  owns.every(
    ({ intent, unknown, metrics, equipment }) =>
      (recordLists.has(intent) || (intent === 'state' && isOneMachine(equipment))) &&
      unknown === undefined &&
      (intent !== 'kpi' || metrics.length > 0),
  ) && new Set(owns.map(({ intent }) => intent)).size > 1

/** Other figures, or one of several times; of one time the things are rows of one answer. */
const isApart = (owns: Reading[]): boolean => {
  const [one, other] = owns.map(({ metrics, window }) =>
    [metrics, window].map((of) => JSON.stringify(of)),
  )
  const isEverywhere = owns.every(({ window }) => window !== undefined)
  return one?.[0] !== other?.[0] || (isEverywhere && one?.[1] !== other?.[1])
}
