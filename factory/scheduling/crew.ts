import type { Localized } from '../../base/language.ts'
import { secondsAfter, type Window } from './calendar.ts'
import type { Days, Spanned } from './day-parts.ts'
import { eachDay } from './day-parts.ts'
import type { PlantMeans } from './plant-means.ts'
import type { Need, Resource } from './problem.ts'

export type Crew = {
  resources: Resource[]
  needsOf: (productId: string, seq: number) => Need[]
  notes: Localized[]
}

type Shift = Spanned<PlantMeans['shifts'][number]>
type Worker = PlantMeans['workers'][number]

/**
 * People as pools of those with the same skills, over all teams: whose shift it is, and who is absent,
 * says how many of a pool are there. A shift without a team on the roster has the only team that there
 * is; of several it counts as full.
 */
export function crewOf(means: PlantMeans, days: Days): Crew {
  const shifts = eachDay(means.shifts, days).sort((a, b) => a.fromS - b.fromS)
  const teams = new Map(
    means.roster.map(({ shiftDate, shiftId, teamId }) => [`${shiftDate} ${shiftId}`, teamId]),
  )
  const allTeams = [...new Set(means.workers.map(({ teamId }) => teamId))]
  const onlyTeam = allTeams.length === 1 ? allTeams[0] : undefined
  const pools = [...Map.groupBy(means.workers, ({ skills }) => nameOf(skills))]
  const resources = pools.map(([id, workers], index): Resource => {
    const capacity = Math.max(
      ...[...Map.groupBy(workers, ({ teamId }) => teamId).values()].map((team) => team.length),
    )
    const absent = shifts.flatMap((shift) => {
      const teamId = teams.get(`${shift.date} ${shift.part.id}`) ?? onlyTeam
      if (teamId === undefined) return []
      return missing(
        workers.filter((one) => one.teamId === teamId),
        { shift, means, days, capacity },
      )
    })
    return {
      ...{ id: id.length > 200 ? `people ${index + 1}` : id, capacity, absent: joined(absent) },
      skills: [...new Set(workers[0]?.skills)],
    }
  })
  const { needs, notes } = usable(means.needs, resources)
  const byOperation = Map.groupBy(needs, ({ productId, seq }) => `${productId} ${seq}`)
  return {
    ...{ resources, notes },
    needsOf: (productId, seq) =>
      (byOperation.get(`${productId} ${seq}`) ?? []).map(({ skill, people }) => ({
        ...{ of: skill, amount: people, by: null },
      })),
  }
}

const nameOf = (skills: string[]) => [...new Set(skills)].sort().join('+')

type Missing = Window & { amount: number }
type Present = { shift: Shift; means: PlantMeans; days: Days; capacity: number }

/** Stretches of a shift in which fewer of a pool are there than the largest team has. */
function missing(team: Worker[], { shift, means, days, capacity }: Present): Missing[] {
  const ids = new Set(team.map(({ id }) => id))
  const seconds = secondsAfter(days.originAt)
  const away = means.absences
    .filter(({ workerId }) => ids.has(workerId))
    .map(({ workerId, fromAt, untilAt }) => ({
      workerId,
      fromS: Math.max(shift.fromS, seconds(fromAt)),
      toS: Math.min(shift.toS, seconds(untilAt)),
    }))
    .filter(({ fromS, toS }) => fromS < toS)
  const cuts = [
    ...new Set([shift.fromS, shift.toS, ...away.flatMap((one) => [one.fromS, one.toS])]),
  ]
  cuts.sort((a, b) => a - b)
  return cuts.slice(1).flatMap((toS, index) => {
    const fromS = cuts[index] ?? toS
    const gone = away.filter((one) => one.fromS <= fromS && one.toS >= toS)
    const present = ids.size - new Set(gone.map(({ workerId }) => workerId)).size
    return present < capacity ? [{ fromS, toS, amount: capacity - present }] : []
  })
}

/** One window where one ends as the next begins and as many are missing. */
function joined(windows: Missing[]): Missing[] {
  const all: Missing[] = []
  for (const window of windows) {
    const last = all.at(-1)
    if (last?.toS === window.fromS && last.amount === window.amount) last.toS = window.toS
    else all.push({ ...window })
  }
  return all
}

/** A need that nobody can serve would stop the plan for ever: it is told, and not held to. */
function usable(needs: PlantMeans['needs'], resources: Resource[]) {
  const most = (skill: string) =>
    Math.max(0, ...resources.map((one) => (one.skills.includes(skill) ? one.capacity : 0)))
  const [good, bad] = [
    needs.filter(({ skill, people }) => most(skill) >= people),
    needs.filter(({ skill, people }) => most(skill) < people),
  ]
  const skills = [...new Set(bad.map(({ skill }) => skill))]
  const notes = resources.length === 0 ? [] : skills.map((skill) => notServed(skill, most(skill)))
  return { needs: good, notes }
}

const notServed = (skill: string, most: number): Localized => ({
  zh: `技能“${skill}”同时最多 ${most} 人，少于工序所需；计划未受其限制。`,
  en: `Of the skill "${skill}" at most ${most} are there at once, fewer than operations need; the plan is not held to it.`,
})
