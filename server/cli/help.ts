import type { OptionSpecs } from './args.ts'
import type { Command } from './command.ts'

export function help(commands: readonly Command[]): string {
  const rows = commands.map(
    ({ name, args, summary }) => [`${name} ${args}`.trim(), summary] as const,
  )
  return [
    'Jidoka: a copilot server for factory operations. Anyone may ask, only people decide.',
    '',
    'Usage: jidoka COMMAND [options]',
    '',
    ...table(rows),
    '',
    'jidoka COMMAND --help says more; jidoka --version gives the version.',
  ].join('\n')
}

export function commandHelp(command: Command, common: OptionSpecs): string {
  const rows = Object.entries({ ...command.options, ...common }).map(
    ([name, { value, help }]) => [`--${name}${value === null ? '' : ` ${value}`}`, help] as const,
  )
  return [
    `Usage: jidoka ${command.name} ${command.args}`.trim(),
    '',
    command.summary,
    '',
    ...table(rows),
  ].join('\n')
}

function table(rows: (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
