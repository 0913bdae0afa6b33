import type { ShiftBlock } from '../demo-time.ts'
import type { LinePlan, ProductPlan, SitePlan } from '../plant/plan-types.ts'
import { randomFor } from '../random.ts'

/** All that a generated number may depend on. */
export type World = { anchorMs: number; seed: number }

export const teamIds = ['A', 'B', 'C', 'D'] as const

/** Two days, two evenings, two nights, two off, one team after the other; an eight-day round. */
const round = ['day', 'day', 'evening', 'evening', 'night', 'night', 'off', 'off'] as const
const daysBetweenTeams = 2
/** Where the rounds stand when the demo is loaded: no team has worked unusually few shifts of late. */
const roundOffset = 4

export function teamOf({ shiftId, day }: Pick<ShiftBlock, 'shiftId' | 'day'>): string {
  const working = teamIds.find((_, index) => {
    const place = modulo(day + index * daysBetweenTeams + roundOffset, round.length)
    return round[place] === shiftId
  })
  return working ?? teamIds[0]
}

/** Which of its campaigns a line is in; 0 is the one that runs at the anchor. */
export function campaignOf(line: LinePlan, block: Pick<ShiftBlock, 'index'>): number {
  return Math.floor((block.index + 1) / line.campaignShifts)
}

/** First shift of a campaign, counted from the anchor's. */
export const firstShiftOf = (line: LinePlan, campaign: number): number =>
  campaign * line.campaignShifts - 1

export function productOf(
  { seed }: World,
  { site, line }: { site: SitePlan; line: LinePlan },
  campaign: number,
): ProductPlan {
  return randomFor(seed, 'campaign', line.id, campaign).pick(site.products)
}

/** The history begins within shift -270, so its first campaign may lack hours and has no order. */
const firstWholeShift = -269

export const firstWholeCampaign = ({ campaignShifts }: LinePlan): number =>
  Math.ceil((firstWholeShift + 1) / campaignShifts)

/** Orders are reported on the final line, one a campaign, up to the one that runs at the anchor. */
export function orderIdOf(
  { site, line }: { site: SitePlan; line: LinePlan },
  campaign: number,
): string | null {
  if (line.id !== site.finalLineId || campaign > 0) return null
  return campaign < firstWholeCampaign(line) ? null : orderNumber(site, campaign)
}

/** Orders still to come go on from the running one, which is 0. */
export const orderNumber = ({ prefix }: SitePlan, index: number): string =>
  `${prefix}-WO-${1200 + index}`

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by
}
