import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import type { PlantProblem, PlantSlot, PlantSolution } from '../../../scheduling/index.ts'
import type { Call } from '../command.ts'

/** A problem of a plant is JSON, the classic ones are numbers. */
export const isPlantFile = (text: string): boolean => text.trimStart().startsWith('{')

type SearchOptions = { seconds: number; seed: number; moves?: number }

export async function solvePlantFile(
  call: Call,
  text: string,
  { seconds, seed, moves }: SearchOptions,
): Promise<number> {
  if (call.given('threads')) {
    throw new AppError('invalid_input', 'A plant is searched by one thread.', {
      field: '--threads',
      hint: 'Leave --threads away.',
    })
  }
  const { readPlantProblem, solvePlant } = await import('../../../scheduling/index.ts')
  const problem = readPlantProblem(jsonOf(text, 'problem'))
  const solution = await solvePlant(problem, {
    ...{ seconds, seed, signal: call.io.signal },
    ...(moves === undefined ? {} : { steps: moves }),
    onBetter: (progress) =>
      call.note(`${progress.seconds.toFixed(1)} s  objective ${progress.objective.join(', ')}`),
  })
  if (call.given('json')) call.print(JSON.stringify(shownSolution(problem, solution)))
  else for (const line of linesOf(problem, solution)) call.print(line)
  return 0
}

export async function checkPlantFile(
  call: Call,
  text: string,
  scheduleText: string,
): Promise<number> {
  const { checkPlant, readPlantProblem, scorePlant } = await import('../../../scheduling/index.ts')
  const problem = readPlantProblem(jsonOf(text, 'problem'))
  const slots = slotsOf(jsonOf(scheduleText, 'schedule'))
  const faults = checkPlant(problem, slots)
  const score = scorePlant(problem, slots)
  const valid = faults.length === 0
  if (call.given('json')) {
    call.print(JSON.stringify({ instance: problem.name, valid, score, faults }))
  } else {
    for (const fault of faults) call.print(fault)
    call.print(valid ? `ok: makespan ${score.makespan}` : `${faults.length} wrong`)
  }
  return valid ? 0 : 1
}

function jsonOf(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid_input', `The ${what} is no JSON: ${String(cause)}.`, {
      cause,
      hint: 'Look at the place that is named; docs/scheduling.md has an example.',
    })
  }
}

const scheduleSchema = z.object({
  schedule: z.array(
    z.object({
      ...{ orderId: z.string(), seq: z.number(), machineId: z.string() },
      ...{ startS: z.number(), endS: z.number(), setupS: z.number().default(0) },
      resources: z.array(z.string()).default([]),
    }),
  ),
})

function slotsOf(given: unknown): PlantSlot[] {
  const parsed = scheduleSchema.safeParse(Array.isArray(given) ? { schedule: given } : given)
  if (parsed.success) return parsed.data.schedule
  const [issue] = parsed.error.issues
  const what = `The schedule is wrong at ${issue?.path.join('.')}: ${issue?.message}.`
  throw new AppError('invalid_input', what, {
    hint: 'Give {"schedule": [{"orderId": "A", "seq": 10, "machineId": "M1", "startS": 0, "endS": 60}, …]}.',
  })
}

function shownSolution({ name }: PlantProblem, solution: PlantSolution) {
  const { score, objective, lowerBound, gap, seconds, steps, slots } = solution
  return {
    ...{ instance: name, objective, lower_bound: lowerBound, gap, score },
    // A schedule that its checker refuses is an error before it comes here.
    ...{ seconds, iterations: steps, valid: true, schedule: slots },
  }
}

function linesOf({ name }: PlantProblem, { score, objective, gap, slots, ...made }: PlantSolution) {
  const proven =
    gap === 0
      ? 'proven best'
      : gap === null
        ? `at least ${made.lowerBound[0]}`
        : `at least ${made.lowerBound[0]}, gap ${(100 * gap).toFixed(2)} %`
  const byMachine = Map.groupBy(slots, ({ machineId }) => machineId)
  return [
    `${name}: objective ${objective.join(', ')}, the first ${proven}; ${made.seconds.toFixed(1)} s, ${made.steps} steps`,
    Object.entries(score)
      .map(([goal, value]) => `${goal} ${value}`)
      .join(', '),
    ...[...byMachine]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([machine, all]) => `${machine}: ${all.map(slotText).join(', ')}`),
  ]
}

const slotText = ({ orderId, seq, startS, endS }: PlantSlot) =>
  `${orderId}/${seq} ${startS}–${endS}`
