import type { OptionSpecs } from '../args.ts'
import { asOption, type Call, type Command, jsonOption } from '../command.ts'

export const findingsList: Command = {
  name: 'findings list',
  args: '',
  summary: 'What is wrong with the data, since when, and who should mend it.',
  options: { ...jsonOption, ...asOption },
  run: async ({ given, text, io, print, connect }) => {
    const connection = await connect()
    const found = await connection.perform(
      'findings-list',
      {},
      { as: text('as'), signal: io.signal },
    )
    if (given('json')) print(JSON.stringify(found))
    for (const { siteId, id, status, owner, from, to, evidence } of given('json') ? [] : found) {
      const figures = Object.entries(evidence).map(([name, value]) => `${name} ${value}`)
      print(`${siteId}  ${id}  ${status}, ${owner}  ${from} to ${to}  ${figures.join(', ')}`)
    }
    return 0
  },
}

const changeOptions: OptionSpecs = {
  site: { value: 'SITE', help: 'where it was found' },
  owner: { value: 'ROLE', help: 'role or user who looks after it' },
  note: { value: 'TEXT', help: 'what was done' },
}

export const findingsAcknowledge: Command = {
  name: 'findings acknowledge',
  args: 'ID --site SITE',
  summary: 'Say that somebody looks after a finding.',
  options: changeOptions,
  run: (call) => changeTo('acknowledged', call),
}

export const findingsClose: Command = {
  name: 'findings close',
  args: 'ID --site SITE --note TEXT',
  summary: 'Close a finding for good; it is not opened again.',
  options: changeOptions,
  run: (call) => changeTo('closed', call),
}

async function changeTo(status: 'acknowledged' | 'closed', call: Call): Promise<number> {
  const { positionals, text, given, io, print, connect } = call
  const connection = await connect()
  const input = {
    ...{ id: positionals[0] ?? '', site: text('site') ?? '', status },
    ...(given('owner') ? { owner: text('owner') } : {}),
    ...(given('note') ? { note: text('note') } : {}),
  }
  const done = await connection.perform('finding-change', input, { signal: io.signal })
  print(`${done.id} is ${done.status}.`)
  return 0
}
