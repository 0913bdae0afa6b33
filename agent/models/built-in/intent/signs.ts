import { contentBeside } from '../doubts/residue.ts'
import { entryOf } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import { bareDimension } from '../slots/breakdown.ts'
import type { Question } from '../slots/question.ts'
import * as ending from '../words/end-words.ts'

/** What of a question tells which kind it is. */
export type Signs = {
  says: (words: RegExp) => boolean
  /** The same beside the names of metrics and things: 排程遵守率 asks for no new schedule. */
  saysBeside: (words: RegExp) => boolean
  has: Record<
    | (
        | 'metric'
        | 'product'
        | 'equipment'
        | 'machine'
        | 'class'
        | 'tag'
        | 'window'
        | 'time'
        | 'scope'
      )
    | ('action' | 'compare' | 'content' | 'rows' | 'ticketId' | 'ticketChange'),
    boolean
  >
  /** Its metric counts stops, which the words for a machine that stands still also mean. */
  aboutStops: boolean
  ranked: boolean
  broken: boolean
}

export function signsOf(reading: Reading, question: Question): Signs {
  const { said, rest, lexicon } = question
  const metric = entryOf(lexicon, 'metric', reading.metrics[0] ?? '')
  const equipment = reading.equipment.length > 0 || reading.ambiguous !== undefined
  const slots = [reading.sites, reading.teams, reading.shifts, reading.products]
  const window = reading.window !== undefined
  return {
    says: (known) => known.test(said),
    saysBeside: (known) => known.test(rest),
    has: {
      metric: metric !== undefined,
      product: reading.products.length > 0,
      equipment,
      machine: reading.equipment.some(({ level }) => level === 'machine'),
      class: reading.ambiguous?.all === true,
      rows: reading.dimensions.length > 0 || bareDimension(question).length > 0,
      ticketId: reading.ticketId !== undefined,
      ticketChange: reading.ticketSet !== undefined,
      tag: reading.tag !== undefined,
      window,
      compare: reading.compare !== undefined,
      action: reading.actionId !== undefined,
      time: window || reading.compare !== undefined,
      scope: equipment || slots.some((slot) => slot.length > 0),
      content: contentBeside(question) !== null,
    },
    aboutStops: metric?.metric?.dimensions.includes('reason') ?? false,
    ranked: reading.order !== undefined || ending.ranking.test(said),
    broken: reading.dimensions.length > 0 || reading.grain !== undefined,
  }
}
