import { AppError } from '../base/app-error.ts'
import {
  type Alternative,
  type Instance,
  type JobList,
  makeInstance,
  refuseCount,
} from './instance.ts'

export const formats = ['jobshop', 'flexible'] as const
export type Format = (typeof formats)[number]

type Line = { number: number; values: number[] }
type Read = { format: Format; machines: number; lines: Line[] }

/**
 * Reads the classic texts. Job shop: `jobs machines`, then for each job pairs of machine and time.
 * Flexible: `jobs machines [average]`, then for each job the number of operations, and for each of
 * them the number of alternatives and pairs of machine and time. Machines count from 0 or from 1.
 *
 * @throws AppError `invalid_input` that names line and value.
 */
export function parseInstance(
  text: string,
  { name, format }: { name: string; format?: Format },
): Instance {
  const [header, ...lines] = linesOf(text)
  const [jobs = 0, machines = 0] = header?.values ?? []
  if (header === undefined || jobs < 1 || machines < 1 || !isWhole(jobs) || !isWhole(machines)) {
    throw new AppError(
      'invalid_input',
      `Line ${header?.number ?? 1}: no numbers of jobs and machines.`,
      {
        hint: 'The first line says how many jobs and machines there are, such as "10 5".',
      },
    )
  }
  if (lines.length !== jobs) {
    throw new AppError(
      'invalid_input',
      `${jobs} jobs are announced, ${lines.length} lines follow.`,
      {
        hint: 'Each job has one line; lines that begin with # are left out.',
      },
    )
  }
  const read = { machines, lines, format: format ?? guessFormat(header, lines) }
  refuseCount(countOf(read))
  const written = lines.map((line) =>
    read.format === 'flexible' ? flexibleJob(line) : plainJob(line),
  )
  const machineBase = baseOf(written, read)
  return makeInstance(shifted(written, machineBase), { name, machines, machineBase })
}

const isWhole = (value: number) => Number.isInteger(value) && value >= 0

function linesOf(text: string): Line[] {
  return text.split(/\r\n|\r|\n/).flatMap((line, index) => {
    const words = line.trim().split(/\s+/)
    if (words[0] === '' || words[0]?.startsWith('#')) return []
    return [{ number: index + 1, values: words.map((word) => numberOf(word, index + 1)) }]
  })
}

function numberOf(word: string, line: number): number {
  const value = Number(word)
  if (value >= 0 && Number.isFinite(value)) return value
  throw new AppError(
    'invalid_input',
    `Line ${line}: "${word.slice(0, 40)}" is no number from 0 up.`,
  )
}

/** Told before anything is made of the lines, so that what is too large is refused at once. */
function countOf({ format, lines }: Read): { operations: number; alternatives: number } {
  const numbers = lines.reduce((sum, { values }) => sum + values.length, 0)
  if (format === 'jobshop') return { operations: numbers / 2, alternatives: numbers / 2 }
  const operations = lines.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)
  return { operations, alternatives: Math.floor((numbers - operations - lines.length) / 2) }
}

/** A flexible text says an average in its first line, or its job lines count out as one. */
function guessFormat(header: Line, lines: Line[]): Format {
  if (header.values.length > 2) return 'flexible'
  const pairs = 2 * (header.values[1] ?? 0)
  if (lines.every(({ values }) => values.length === pairs)) return 'jobshop'
  return lines.every((line) => countsOut(line.values)) ? 'flexible' : 'jobshop'
}

function countsOut(values: number[]): boolean {
  let at = 1
  for (let left = values[0] ?? 0; left > 0; left -= 1) at += 1 + 2 * (values[at] ?? Number.NaN)
  return at === values.length
}

function plainJob({ number, values }: Line): Alternative[][] {
  if (values.length % 2 === 1) {
    throw new AppError(
      'invalid_input',
      `Line ${number}: ${values.length} numbers are no pairs of machine and time.`,
    )
  }
  return pairsOf(values).map((pair) => [pair])
}

function flexibleJob({ number, values }: Line): Alternative[][] {
  const [count = 0] = values
  const job: Alternative[][] = []
  let at = 1
  for (let position = 0; position < count; position += 1) {
    const choices = values[at] ?? 0
    if (choices === 0 || at + 2 * choices >= values.length) {
      throw new AppError(
        'invalid_input',
        `Line ${number}: operation ${position} of ${count} has ${choices === 0 ? 'no eligible machine' : `${choices} alternatives announced, but the line ends`}.`,
        { hint: 'Write the number of alternatives, then machine and time of each.' },
      )
    }
    job.push(pairsOf(values.slice(at + 1, at + 1 + 2 * choices)))
    at += 1 + 2 * choices
  }
  if (at === values.length) return job
  throw new AppError(
    'invalid_input',
    `Line ${number}: ${values.length - at} numbers follow after ${count} operations.`,
    {
      hint: 'The line begins with the number of its operations.',
    },
  )
}

const pairsOf = (values: number[]): Alternative[] =>
  Array.from({ length: values.length / 2 }, (_, index) => ({
    machine: values[2 * index] ?? 0,
    time: values[2 * index + 1] ?? 0,
  }))

/** Machine 0 is written: they count from 0; the highest is: from 1; else as the format is used. */
function baseOf(jobs: JobList, { machines, format, lines }: Read): number {
  for (const [index, job] of jobs.entries()) {
    for (const { machine, time } of job.flat()) {
      const line = lines[index]?.number
      if (!isWhole(machine) || machine > machines) {
        throw new AppError('invalid_input', `Line ${line}: there is no machine ${machine}.`, {
          hint: `The first line announces ${machines} machines.`,
        })
      }
      if (!isWhole(time)) {
        throw new AppError('invalid_input', `Line ${line}: the time ${time} is no whole number.`, {
          hint: 'Choose a smaller unit, so that times are whole numbers.',
        })
      }
    }
  }
  const named = new Set(jobs.flat(2).map(({ machine }) => machine))
  if (named.has(0) && named.has(machines)) {
    throw new AppError(
      'invalid_input',
      `Machines 0 and ${machines} are both named, of ${machines}.`,
      {
        hint: 'Count machines from 0 or from 1, not both.',
      },
    )
  }
  if (named.has(0)) return 0
  return named.has(machines) || format === 'flexible' ? 1 : 0
}

const shifted = (jobs: JobList, base: number): JobList =>
  jobs.map((job) =>
    job.map((choices) => choices.map(({ machine, time }) => ({ machine: machine - base, time }))),
  )
