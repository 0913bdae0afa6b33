import * as records from '../words/record-words.ts'
import { analyse } from '../words/why-words.ts'
import * as words from '../words/words.ts'
import type { Signs } from './signs.ts'

const { intents } = words

/** What a metric is, of which nothing else is said. */
export function isDefinition({ says, saysBeside, has, ranked, broken }: Signs): boolean {
  if (!has.metric || saysBeside(records.schedule)) return false
  const isBare = !has.window && !has.scope && !ranked && !broken
  if (isBare && saysBeside(intents.defining)) return true
  if (!has.window && says(countedIn)) return true
  if (saysBeside(intents.moved)) return false
  if (has.window || has.scope) return says(intents.definition)
  return says(intents.definition) || saysBeside(intents.whatIs) || says(intents.attribute)
}

/** `计划停机算不算进可用率里`: what else is named is asked of its definition. */
const countedIn = /算不算[进入到]?|算[进入到]/u

export function isHowTo({ says, saysBeside, has }: Signs): boolean {
  if ((has.metric && has.window) || (has.equipment && says(intents.why))) return false
  return says(intents.howto) || (!has.metric && saysBeside(intents.paper))
}

/** Why a figure moved; why a machine stands still is another question. */
const whichOne =
  /哪|谁|\b(?:which|what|who)\s+(?:machine|line|team|shift|product|plant|site|supplier)/iu
/** `the line that drags us down`: which one it is, unless the reason is asked for in so many words. */
export const plainWhy =
  /为什么|为何|(?<!因)为啥|怎么|咋|原因|\b(?:why|reasons?|causes?|explain|how\s+come|what\s+gives)\b/iu
/** `哪块拖的后腿`: no row of a ranking. */
const whereFrom =
  /(?:哪[里儿些]|哪块(?!板)|什么|啥|谁)[^,,。??]{0,4}(?:造成|导致|引起|引发|拖(?:的|了)?后腿)|哪[个些条台][^,,。??]{0,4}(?:造成|导致|引起|引发|的问题|的锅)/iu
export function isExplain({ says, saysBeside, has, aboutStops, ranked, broken }: Signs): boolean {
  if (!has.metric) return false
  if (saysBeside(whereFrom)) return true
  if (ranked && broken && saysBeside(whichOne)) return false
  if (ranked && has.rows && !says(plainWhy)) return false
  const moved = saysBeside(intents.moved)
  const asked = says(intents.why) || says(intents.attribute)
  if (asked) return moved || !aboutStops || says(intents.attribute)
  return (moved || has.compare) && (says(intents.causeNoun) || (says(analyse) && !broken))
}
