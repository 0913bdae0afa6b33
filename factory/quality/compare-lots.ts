import type { Tx } from '../../store/index.ts'
import { refused, unknownValue } from '../refuse.ts'
import { lotsOfWindow, type ShippedTotal, shippedOf } from './compared-lots.ts'
import { type Exposure, exposureKinds, type LotExposure, readExposures } from './exposures.ts'
import { fisherExact } from './fisher.ts'
import { earliest, isBad, type LotFacts, readLots } from './read-lots.ts'
import { type SharedCauses, sharedCauses } from './shared-causes.ts'

/** Below this, adjusted, an exposure counts as shared by more than chance. */
const causeLevel = 0.05

/** How the lots with an exposure came out, beside the other lots of their products. */
export type Outcome = {
  exposed: number
  exposedBad: number
  others: number
  othersBad: number
  p: number
}

export type Comparison = SharedCauses & {
  /** Named by the asker, or bad by disposition or measurement. */
  basis: 'named' | 'bad'
  suspects: LotFacts[]
  others: number
  /** Lots of the window; more than were compared where this is larger than both. */
  total: number
  /** The exposure that was asked about, or the one least likely to be chance. */
  cause: Exposure | null
  outcome: Outcome | null
  /** Lots that share the cause, the suspects among them; newest first. */
  sharing: LotFacts[]
  /** Of those that share it. */
  shipped: ShippedTotal
  rows: number
}

export type CompareQuestion = {
  siteId: string
  /** Product lots that are suspected; empty: those of the window that are bad. */
  suspects: readonly string[]
  from: Date
  until: Date
  cause: Exposure | null
}

/** `kind:id`. @throws AppError that names the kinds */
export function exposureOf(typed: string): Exposure {
  const [kind, ...rest] = typed.split(':')
  const known = exposureKinds.find((one) => one === kind?.trim())
  const id = rest.join(':').trim()
  if (known !== undefined && id !== '') return { kind: known, id }
  throw refused(
    'cause',
    `"${typed.slice(0, 80)}" is no exposure`,
    `Write kind:id, such as machine:ID; kinds: ${exposureKinds.join(', ')}.`,
  )
}

/** What suspect lots share that the other lots of their products do not, and who else shares it. */
export async function compareLots(tx: Tx, question: CompareQuestion): Promise<Comparison> {
  const { siteId, suspects: named } = question
  const lotsNamed = await readLots(tx, siteId, refsOf(named))
  const products = named.length === 0 ? null : productsOf(lotsNamed)
  const from = earliest(lotsNamed, question.from)
  const window = await lotsOfWindow(tx, { siteId, from, until: question.until, products })
  const read = await readLots(tx, siteId, refsOf([...new Set([...named, ...window.ids])]))
  const isNamed = new Set(named)
  const suspects = named.length > 0 ? read.filter(({ id }) => isNamed.has(id)) : read.filter(isBad)
  const ofProducts = new Set(productsOf(suspects))
  const isSuspect = new Set(suspects.map(({ id }) => id))
  const isAlike = (one: LotFacts) => question.cause !== null || ofProducts.has(one.of)
  const compared = read.filter((one) => isSuspect.has(one.id) || isAlike(one))
  const others = compared.filter(({ id }) => !isSuspect.has(id)).map(({ id }) => id)
  const ids = compared.map(({ id }) => id)
  const exposures = await readExposures(tx, siteId, ids)
  const shared = sharedCauses(exposures, { suspects: [...isSuspect], others })
  const [best] = shared.causes
  const chance = best === undefined || best.pAdjusted > causeLevel
  const cause = asked(question.cause, exposures) ?? (chance ? null : best)
  const has = lotsWith(exposures, cause)
  const sharing = compared.filter(({ id }) => has.has(id))
  const seeds = refsOf(sharing.map(({ id }) => id))
  return {
    ...{ ...shared, suspects, others: others.length, sharing, rows: exposures.length },
    basis: named.length > 0 ? 'named' : 'bad',
    total: window.total,
    cause: cause === null ? null : { kind: cause.kind, id: cause.id },
    outcome: cause === null ? null : outcomeOf(compared, has),
    shipped: await shippedOf(tx, { siteId, seeds, direction: 'forward' }),
  }
}

const refsOf = (ids: readonly string[]) => ids.map((id) => ({ kind: 'lot' as const, id }))
const productsOf = (lots: readonly LotFacts[]) => [...new Set(lots.map(({ of }) => of))]

/** @throws AppError with the nearest exposures of that kind */
function asked(typed: Exposure | null, exposures: readonly LotExposure[]): Exposure | null {
  if (typed === null) return null
  const ofKind = exposures.filter(({ kind }) => kind === typed.kind)
  const found = ofKind.find(({ id }) => id.toLowerCase() === typed.id.toLowerCase())
  if (found !== undefined) return found
  throw unknownValue('cause', typed.id, [...new Set(ofKind.map(({ id }) => id))])
}

const lotsWith = (exposures: readonly LotExposure[], cause: Exposure | null): Set<string> =>
  new Set(
    exposures
      .filter((one) => one.kind === cause?.kind && one.id === cause.id)
      .map(({ lot }) => lot),
  )

/** Lots are bad by disposition or measurement; those of other products do not count as others. */
export function outcomeOf(lots: readonly LotFacts[], has: ReadonlySet<string>): Outcome {
  const exposed = lots.filter(({ id }) => has.has(id))
  const products = new Set(productsOf(exposed))
  const others = lots.filter(({ id, of }) => !has.has(id) && products.has(of))
  const count = (some: LotFacts[]) => some.filter(isBad).length
  const [exposedBad, othersBad] = [count(exposed), count(others)]
  const p = fisherExact({
    ...{ suspects: exposed.length, suspectsExposed: exposedBad },
    ...{ others: others.length, othersExposed: othersBad },
  })
  return { exposed: exposed.length, exposedBad, others: others.length, othersBad, p }
}
