import truth from '../../demo/truth.json' with { type: 'json' }
import { type HealthReading, readHealth } from '../../factory/index.ts'
import type { ReportCase } from '../html-report.ts'
import { now, openPlant } from '../nlq/plant.ts'
import type { Part } from './part.ts'

const weekMs = 7 * 86_400_000
/** Windows that end now and so many weeks ago; older ones have less than 28 days before them. */
const weeks = [0, 1, 2, 3, 4, 5, 6]
const { spindle, filler } = truth.stories
/** Sensors of no other machine are touched by a story. */
const told: Record<string, number> = {
  [spindle.machineId]: spindle.vibration.risesOverDays,
  [filler.machineId]: filler.sinceDays,
}

/**
 * The demo factory, week by week: the machines with a story must be found, the others must be normal.
 */
export async function measureDemo(): Promise<Part> {
  const { db } = await openPlant()
  const read = (week: number) =>
    db.tx('read', (tx) =>
      readHealth(tx, {
        ...{ days: 7, referenceDays: 28, until: new Date(now.getTime() - week * weekMs) },
      }),
    )
  const all: { week: number; reading: HealthReading }[] = []
  for (const week of weeks) {
    for (const reading of await read(week)) all.push({ week, reading })
  }
  await db.close()
  const isStory = ({ week, reading }: (typeof all)[number]) =>
    week * 7 < (told[reading.machine.id] ?? 0)
  const without = all.filter((one) => !isStory(one))
  const unwell = ({ reading: { health } }: (typeof all)[number]) =>
    health.verdict === 'act' || health.verdict === 'watch'
  const isToActOn = (machineId: string) =>
    all.some(
      ({ week, reading }) =>
        week === 0 && reading.machine.id === machineId && reading.health.verdict === 'act',
    )
  return {
    cases: all.filter((one) => unwell(one) || one.reading.health.verdict === 'unknown').map(caseOf),
    metrics: {
      demo_machine_weeks_without_story: without.length,
      demo_false_alarms: without.filter(unwell).length,
      demo_not_known: without.filter(({ reading: { health } }) => health.verdict === 'unknown')
        .length,
      demo_story_weeks: all.filter(isStory).length,
      demo_story_weeks_found: all.filter((one) => isStory(one) && unwell(one)).length,
      demo_stories_to_act_on_now: [spindle.machineId, filler.machineId].filter(isToActOn).length,
    },
    targets: {
      demo_false_alarms: { op: '==', value: 0 },
      demo_stories_to_act_on_now: { op: '==', value: 2 },
    },
  }
}

function caseOf({
  week,
  reading: { machine, health },
}: {
  week: number
  reading: HealthReading
}): ReportCase {
  const expected = week * 7 < (told[machine.id] ?? 0)
  return {
    id: `demo-${machine.id}-${week}`,
    verdict: health.verdict,
    passed: expected || health.verdict === 'unknown',
    tags: ['demo'],
    title: `${machine.id}, ${week} weeks ago: ${health.verdict}`,
    trace: [
      {
        label: 'findings',
        text: JSON.stringify(health.sensors.map(({ tag, findings, z }) => ({ tag, findings, z }))),
      },
      { label: 'missing', text: JSON.stringify(health.missing) },
      { label: 'together', text: JSON.stringify(health.together) },
    ],
  }
}
