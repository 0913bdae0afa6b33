import { resolve } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import { asOption, type Command, jsonOption } from '../command.ts'

export const exportCommand: Command = {
  name: 'export',
  args: 'TABLE --to FILE.xlsx|FILE.csv',
  summary:
    'Write a table, or with --ask an answer, to a file for spreadsheets: what the person of --as may see.',
  options: {
    ...jsonOption,
    ...asOption,
    to: { value: 'FILE', help: 'the file; .xlsx or .csv says how it is written' },
    ask: { value: 'QUESTION', help: 'export the answer to this instead of a table' },
    site: { value: 'SITE', help: 'rows of this site only' },
    since: { value: 'TIME', help: 'rows from then on, for example 2026-03-01 (plant time)' },
    until: { value: 'TIME', help: 'rows before then' },
    overwrite: { value: null, help: 'replace the file if there is one' },
  },
  run: async ({ positionals, text, given, io, print, connect }) => {
    const to = text('to')
    if (to === undefined || positionals.length > 1) throw incomplete()
    const connection = await connect()
    const named = { table: positionals[0], question: text('ask') }
    const chosen = { site: text('site'), since: text('since'), until: text('until') }
    const input = { ...named, ...chosen, file: resolve(to), overwrite: given('overwrite') }
    const done = await connection.perform('export-file', withoutAbsent(input), {
      as: text('as'),
      signal: io.signal,
    })
    if (given('json')) print(JSON.stringify(done))
    else print(`${to}: ${done.rows} rows in ${done.sheets.join(', ')}`)
    return 0
  },
}

const withoutAbsent = (input: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

function incomplete(): AppError {
  return new AppError('invalid_input', 'One table and the file to write are needed.', {
    field: '--to',
    hint: 'Write jidoka export production_count --to output.xlsx.',
  })
}
