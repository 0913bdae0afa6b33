import { readFile, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, extname } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../base/app-error.ts'
import type { Assignment, Instance, Progress, Solution } from '../../../scheduling/index.ts'
import type { OptionSpecs } from '../args.ts'
import { type Call, type Command, jsonOption } from '../command.ts'
import { checkPlantFile, isPlantFile, solvePlantFile } from './plant-file.ts'

const formatOption: OptionSpecs = {
  format: { value: 'FORMAT', help: 'jobshop or flexible (default: as the file looks)' },
}

export const scheduleSolve: Command = {
  name: 'schedule solve',
  args: 'FILE',
  summary:
    'Schedule a job shop or flexible job shop of the classic text formats for the least makespan, or a plant (JSON) for what it says counts. Needs no data folder. Ctrl-C ends it with the best schedule so far.',
  options: {
    ...jsonOption,
    ...formatOption,
    seconds: { value: 'N', help: 'how long to search (default: 10)' },
    threads: { value: 'T', help: 'threads (default: all cores but one, at most 4)' },
    seed: { value: 'S', help: 'seed of the search (default: 1)' },
    moves: {
      value: 'N',
      help: 'end each thread after so many moves; with --threads 1 the same seed then gives the same schedule',
    },
  },
  run: async (call) => {
    const text = await contentOf(call.positionals[0], 'problem')
    const options = searchOptions(call)
    if (isPlantFile(text)) return solvePlantFile(call, text, options)
    const instance = await instanceOf(call, text)
    const { solve } = await import('../../../scheduling/index.ts')
    const solution = await solve(instance, {
      ...options,
      signal: call.io.signal,
      onBetter: progressLine(call),
    })
    if (call.given('json')) call.print(JSON.stringify(shownSolution(instance, solution)))
    else for (const line of linesOf(instance, solution)) call.print(line)
    return 0
  },
}

export const scheduleCheck: Command = {
  name: 'schedule check',
  args: 'FILE SCHEDULE',
  summary:
    'Check a schedule (JSON, as schedule solve --json prints it) against its problem. Exit status 1 when anything is wrong.',
  options: { ...jsonOption, ...formatOption },
  run: async (call) => {
    const [file, scheduleFile] = call.positionals
    const text = await contentOf(file, 'problem')
    if (isPlantFile(text)) {
      return checkPlantFile(call, text, await contentOf(scheduleFile, 'schedule'))
    }
    const instance = await instanceOf(call, text)
    const told = await scheduleOf(scheduleFile)
    const { checkSchedule } = await import('../../../scheduling/index.ts')
    const { faults, makespan } = checkSchedule(instance, told.schedule)
    if (told.makespan !== undefined && told.makespan !== makespan) {
      faults.push(`the makespan is ${makespan}, not ${told.makespan}`)
    }
    const valid = faults.length === 0
    if (call.given('json')) {
      call.print(JSON.stringify({ instance: instance.name, valid, makespan, faults }))
    } else {
      for (const fault of faults) call.print(fault)
      call.print(valid ? `ok: makespan ${makespan}` : `${faults.length} wrong`)
    }
    return valid ? 0 : 1
  },
}

/** More than the largest problem that is taken needs as text. */
const mostBytes = 100_000_000

async function instanceOf({ text, positionals }: Call, content: string): Promise<Instance> {
  const { formats, parseInstance } = await import('../../../scheduling/index.ts')
  const asked = text('format')
  const format = formats.find((known) => known === asked)
  if (asked !== undefined && format === undefined) {
    throw new AppError('invalid_input', `There is no format "${asked}".`, {
      field: '--format',
      hint: `Known: ${formats.join(', ')}.`,
    })
  }
  const [file = ''] = positionals
  const name = basename(file, extname(file))
  return parseInstance(content, {
    name,
    ...(format === undefined ? {} : { format }),
  })
}

async function contentOf(file: string | undefined, what: string): Promise<string> {
  if (file === undefined) {
    throw new AppError('invalid_input', `No file with the ${what} is given.`, {
      hint: 'See --help for what follows the command.',
    })
  }
  try {
    const { size } = await stat(file)
    if (size > mostBytes) {
      throw new AppError('too_large', `${file} has ${size} bytes, more than ${mostBytes}.`, {
        hint: 'Plan a shorter horizon, or each line by itself.',
      })
    }
    return await readFile(file, 'utf8')
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('not_found', `Cannot read ${file}.`, {
      cause,
      hint: 'Check the path; a file of text is expected.',
    })
  }
}

const scheduleSchema = z.object({
  makespan: z.number().optional(),
  schedule: z.array(
    z.object({
      ...{ job: z.number(), op: z.number(), machine: z.number() },
      ...{ start: z.number(), end: z.number() },
    }),
  ),
})

async function scheduleOf(file: string | undefined): Promise<{
  schedule: Assignment[]
  makespan?: number | undefined
}> {
  const content = await contentOf(file, 'schedule')
  try {
    const given: unknown = JSON.parse(content)
    return scheduleSchema.parse(Array.isArray(given) ? { schedule: given } : given)
  } catch (cause) {
    const [issue] = cause instanceof z.ZodError ? cause.issues : []
    const where = issue ? `${issue.path.join('.')}: ${issue.message}` : 'it is no JSON'
    throw new AppError('invalid_input', `${file} holds no schedule: ${where}.`, {
      cause,
      hint: 'Give {"schedule": [{"job": 0, "op": 0, "machine": 0, "start": 0, "end": 5}, …]}.',
    })
  }
}

function searchOptions({ text }: Call) {
  const number = (name: string, { least, most }: { least: number; most: number }) => {
    const given = text(name)
    if (given === undefined) return undefined
    const value = Number(given)
    if (given.trim() !== '' && value >= least && value <= most) return value
    throw new AppError(
      'invalid_input',
      `--${name} ${given} is no number from ${least} to ${most}.`,
      {
        field: `--${name}`,
        hint: `Write --${name} followed by a number in that range.`,
      },
    )
  }
  const whole = (name: string, range: { least: number; most: number }) => {
    const value = number(name, range)
    return value === undefined ? undefined : Math.floor(value)
  }
  const moves = whole('moves', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const usualThreads = Math.max(1, Math.min(4, availableParallelism() - 1))
  return {
    seconds: number('seconds', { least: 0.01, most: 86_400 }) ?? 10,
    threads: whole('threads', { least: 1, most: 64 }) ?? usualThreads,
    seed: whole('seed', { least: 0, most: 2 ** 31 - 1 }) ?? 1,
    ...(moves === undefined ? {} : { moves }),
  }
}

/** At most two lines a second, however fast the schedules get better. */
function progressLine({ note }: Call): (progress: Progress) => void {
  let toldAt = Number.NEGATIVE_INFINITY
  return ({ seconds, makespan, lowerBound }) => {
    if (seconds - toldAt < 0.5) return
    toldAt = seconds
    note(`${seconds.toFixed(1)} s  makespan ${makespan}, at least ${lowerBound}`)
  }
}

function shownSolution(instance: Instance, solution: Solution) {
  const { makespan, lowerBound, gap, seconds, iterations, schedule } = solution
  return {
    ...{ instance: instance.name, makespan, lower_bound: lowerBound, gap },
    // A schedule that its checker refuses is an error before it comes here.
    ...{ seconds, iterations, valid: true, schedule },
  }
}

function linesOf(instance: Instance, solution: Solution): string[] {
  const { makespan, lowerBound, gap, seconds, iterations, schedule } = solution
  const proven =
    gap === 0 ? 'proven best' : `at least ${lowerBound}, gap ${(100 * gap).toFixed(2)} %`
  const byMachine = Map.groupBy(schedule, ({ machine }) => machine)
  return [
    `${instance.name}: makespan ${makespan}, ${proven}; ${seconds.toFixed(1)} s, ${iterations} moves`,
    ...[...byMachine]
      .sort(([a], [b]) => a - b)
      .map(([machine, all]) => `machine ${machine}: ${all.map(slotText).join(', ')}`),
  ]
}

const slotText = ({ job, op, start, end }: Assignment) => `${job}/${op} ${start}–${end}`
