import { entryOf } from '../lexicon/lexicon.ts'
import type { Reading } from '../reading.ts'
import type { ParseContext } from '../typed/look-at.ts'
import { anyOf } from '../words/record-words.ts'
import { isUnplaced } from './merge-readings.ts'

/** All that one may see: `全集团呢`, `and for all sites?`. */
const ofGroup = anyOf(
  /(?:整个|全)?(?:公司|集团)(?:整体|总体|上下)?|(?:所有|全部|各个?|三个)(?:工?厂|厂区|基地)|^(?:那么?)?(?:总体|整体|总共|一共|合计|加起来)(?=[^,,]{0,3}呢?[??]?$)/u,
  /\b(?:company|group)[- ]?wide\b|\b(?:for\s+|of\s+|across\s+|at\s+)?(?:all|both|every)\s+(?:of\s+)?(?:the\s+|our\s+|three\s+)?(?:sites?|plants?|factories)(?:\s+together)?\b|\b(?:for\s+|of\s+|across\s+)?the\s+(?:whole\s+|entire\s+)?(?:group|company)\b|\beverywhere\b|(?<=^(?:and\s+|so\s+|what\s+about\s+|how\s+about\s+)?)(?:overall|in\s+total|all\s+(?:of\s+them\s+)?together)(?=\W*$)/u,
)
/** The plant that was spoken of: `全厂呢`, `and the whole plant?`. */
const ofPlant = anyOf(
  /全厂|整个?(?:工厂|厂区|厂)/u,
  /\b(?:plant|site|factory)[- ]?wide\b|\bthe\s+(?:whole|entire)\s+(?:plant|site|factory)\b/u,
)

/** Whether a question is of all, whatever the one before it was of. */
export const isOfAll = (said: string): boolean => ofGroup.test(said) || ofPlant.test(said)

type Wider = {
  said: string
  context: ParseContext
  /** Takes the plants away again where one figure of all of them is asked for. */
  asOne: (reading: Reading) => Reading
}

/**
 * What was asked of a part and is now asked of its whole: the plant stands by its name where its nickname
 * stood, and all plants for the group. Null: nothing narrower was spoken of.
 */
export function widened(said: string, context: ParseContext): Wider | null {
  const { previous, lexicon, language } = context
  if (previous === undefined || isUnplaced(previous) || !isOfAll(said)) return null
  const plant = ofPlant.test(said) ? plantOf(previous, context) : undefined
  const sites = lexicon.entries.filter(({ kind }) => kind === 'site')
  const names = (plant ? [plant] : sites).map((one) => one[language]).join(', ')
  const spoken = [ofGroup, ofPlant].reduce((text, words) => text.replace(words, ` ${names} `), said)
  const isOne = plant === undefined && !each.test(said)
  return {
    said: spoken.trim(),
    context: { ...context, previous: withoutScope(previous) },
    asOne: (reading) =>
      isOne && reading.sites.length === sites.length
        ? { ...reading, sites: [], dimensions: reading.dimensions.filter((one) => one !== 'site') }
        : reading,
  }
}
const each = /[各每]|所有|全部|\b(?:all|both|every|each)\b/iu

function plantOf({ sites, equipment, products, suppliers }: Reading, { lexicon }: ParseContext) {
  const named = [
    ...sites,
    ...equipment.map(({ siteId }) => siteId),
    ...products.map((id) => entryOf(lexicon, 'product', id)?.siteId),
    ...suppliers.map((id) => entryOf(lexicon, 'supplier', id)?.siteId),
  ]
  const [only, ...more] = new Set(named)
  return only && more.length === 0 ? entryOf(lexicon, 'site', only) : undefined
}

const withoutScope = ({ former: _, wholeArea: __, ...previous }: Reading): Reading => ({
  ...previous,
  ...{ sites: [], equipment: [], teams: [], products: [], suppliers: [], materials: [] },
})
