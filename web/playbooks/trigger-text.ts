import type { Trigger } from '../../server/http/contract.ts'
import type { PlaybookWords } from './words-en.ts'

/** How metrics and dimensions are called. */
export type Called = { metric: (id: string) => string; dimension: (id: string) => string }

/** What a playbook waits for, in one line. */
export function triggerText(trigger: Trigger, words: PlaybookWords, called: Called): string {
  const { trigger: told, categories, every, or } = words
  switch (trigger.kind) {
    case 'state': {
      const states = trigger.categories.map((one) => categories[one] ?? one).join(or)
      const said = told.state(states, trigger.lastsMinutes)
      return at(trigger.equipment, trigger.unqualified ? told.unqualified(said) : said)
    }
    case 'alarm': {
      const { codes, times, withinMinutes, equipment } = trigger
      return at(equipment, told.alarm(codes.join(or), times, withinMinutes))
    }
    case 'signal':
      return told.mean(
        trigger.tags,
        every[trigger.every] ?? trigger.every,
        limitText(trigger, words),
      )
    case 'metric': {
      const { metric, per, filters } = trigger
      const limit = limitText(trigger, words)
      const said = told.metric(
        told.per(called.metric(metric), called.dimension(per)),
        every[trigger.every] ?? trigger.every,
        limit,
      )
      return at(Object.values(filters).flat(), said)
    }
    case 'alert':
      return told.alert(trigger.rules.join(or))
    case 'schedule':
      return told.schedule(trigger.cron)
  }

  function at(equipment: readonly string[] | undefined, said: string): string {
    return equipment === undefined || equipment.length === 0
      ? said
      : told.at(said, equipment.join(', '))
  }
}

type Limited = Extract<Trigger, { kind: 'signal' | 'metric' }>

function limitText(
  { above, below, aboveUsual, usualDays }: Limited,
  { limit }: PlaybookWords,
): string {
  if (above !== undefined) return limit.above(String(above))
  if (below !== undefined) return limit.below(String(below))
  return limit.aboveUsual(String(aboveUsual), usualDays)
}
