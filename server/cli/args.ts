import { AppError } from '../../base/app-error.ts'
import { nearest } from '../../base/near.ts'

/** `value` is what the help calls the option's value; null for a switch. */
export type OptionSpec = { value: string | null; help: string }
export type OptionSpecs = Record<string, OptionSpec>

export type Parsed = {
  positionals: string[]
  /** The last value given; undefined when absent. */
  text: (name: string) => string | undefined
  /** Every value given. */
  all: (name: string) => string[]
  given: (name: string) => boolean
}

/** @throws AppError that names an unknown option with the nearest known one. */
export function parseArgs(argv: string[], specs: OptionSpecs): Parsed {
  const positionals: string[] = []
  const values: { name: string; value: string }[] = []
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      positionals.push(...rest.splice(0))
    } else if (word.startsWith('-') && word !== '-') {
      values.push(readOption(word, rest, specs))
    } else {
      positionals.push(word)
    }
  }
  const all = (name: string) => values.filter((one) => one.name === name).map(({ value }) => value)
  return {
    positionals,
    all,
    text: (name) => all(name).at(-1),
    given: (name) => all(name).length > 0,
  }
}

function readOption(word: string, rest: string[], specs: OptionSpecs) {
  const [flag = '', inline] = splitOnce(word)
  const name = flag === '-h' ? 'help' : flag.replace(/^--?/, '')
  const spec = specs[name]
  if (spec === undefined || !(flag.startsWith('--') || flag === '-h')) {
    throw unknownOption(flag, specs)
  }
  if (spec.value === null) {
    if (inline === undefined) return { name, value: '' }
    throw new AppError('invalid_input', `--${name} takes no value.`, { field: `--${name}` })
  }
  const value = inline ?? rest.shift()
  if (value === undefined || (inline === undefined && value.startsWith('--'))) {
    throw new AppError('invalid_input', `--${name} needs a value.`, {
      field: `--${name}`,
      hint: `Write --${name} ${spec.value}.`,
    })
  }
  return { name, value }
}

function splitOnce(word: string): [string, string | undefined] {
  const at = word.indexOf('=')
  return at === -1 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
}

function unknownOption(flag: string, specs: OptionSpecs): AppError {
  const names = Object.keys(specs)
  const near = nearest(flag.replace(/^-+/, ''), names).map((name) => `--${name}`)
  return new AppError('invalid_input', `Unknown option ${flag}.`, {
    field: flag,
    hint:
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `Known: ${names.map((name) => `--${name}`).join(', ')}.`,
  })
}
