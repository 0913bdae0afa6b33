import { disruptions, type Repaired, readDemoRows, repair } from './disruptions.ts'
import type { Part } from './part.ts'

const mostResequenced = 0.15
const mostLoss = 0.03

/** Weighted late hours above a free plan, as a share of it; of nothing, any hour is too much. */
const lossOf = ({ tardinessH, freeH }: Repaired): number =>
  tardinessH <= freeH + 1e-9 ? 0 : (tardinessH - freeH) / Math.max(freeH, 1e-9)

const percent = (value: number) => Math.round(value * 1000) / 10

/** Ten disruptions, each to a plan that was just published; both plans are made in the same steps. */
export async function measureDemo(tell: (line: string) => void): Promise<Part> {
  const demo = await readDemoRows()
  const all: Repaired[] = []
  for (const one of disruptions) {
    const repaired = await repair(demo, one)
    all.push(repaired)
    tell(`${repaired.siteId.padEnd(10)}${linesOf(repaired).join('  ')}  ${repaired.what}`)
  }
  const most = (of: (one: Repaired) => number) => Math.max(...all.map(of))
  return {
    metrics: {
      disruptions: all.length,
      resequenced_percent_most: percent(most(({ resequenced }) => resequenced)),
      moved_percent_most: percent(most(({ moved }) => moved)),
      due_date_loss_percent_most: percent(most(lossOf)),
      repair_s_most: Math.round(10 * most(({ seconds }) => seconds)) / 10,
    },
    targets: {
      disruptions: { op: '==', value: 10 },
      resequenced_percent_most: { op: '<=', value: 100 * mostResequenced },
      due_date_loss_percent_most: { op: '<=', value: 100 * mostLoss },
    },
    cases: all.map((one) => ({
      id: `${one.siteId}: ${one.what}`,
      verdict: isGood(one) ? 'repaired' : 'missed',
      passed: isGood(one),
      tags: ['demo'],
      title: `${one.siteId}: ${one.what}`,
      trace: linesOf(one).map((text, index) => ({ label: labels[index] ?? '', text })),
    })),
  }
}

const isGood = (one: Repaired) => one.resequenced <= mostResequenced && lossOf(one) <= mostLoss

const labels = ['other machine or sequence', 'other start only', 'weighted hours late', 'free plan']

const linesOf = ({ resequenced, moved, tardinessH, freeH }: Repaired) => [
  `${percent(resequenced)} %`,
  `${percent(moved - resequenced)} %`,
  `${tardinessH.toFixed(2)} h`,
  `${freeH.toFixed(2)} h`,
]
