import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import { playbookFiles, playbookFolders } from '../../playbook-files.ts'
import { asOption, type Call, type Command, jsonOption } from '../command.ts'

export const playbookList: Command = {
  name: 'playbook list',
  args: '',
  summary: 'Playbooks that were armed, whether they run, and what came of their events.',
  options: { ...jsonOption, ...asOption },
  run: async ({ given, text, io, print, connect }) => {
    const connection = await connect()
    const found = await connection.perform(
      'playbooks-list',
      {},
      { as: text('as'), signal: io.signal },
    )
    if (given('json')) print(JSON.stringify(found))
    for (const { siteId, name, version, state, events } of given('json') ? [] : found) {
      const counts = Object.entries(events).map(([outcome, n]) => `${outcome} ${n}`)
      print(`${siteId}  ${name} v${version}  ${state}  ${counts.join(', ')}`)
    }
    return 0
  },
}

export const playbookCheck: Command = {
  name: 'playbook check',
  args: 'FILE',
  summary: 'Check a playbook: every key, every name of a tool and its arguments.',
  options: jsonOption,
  run: async (call) => {
    const { given, io, print, connect } = call
    const file = await fileOf(call)
    const connection = await connect()
    const checked = await connection.perform('playbook-check', file, { signal: io.signal })
    print(
      given('json')
        ? JSON.stringify(checked)
        : `${file.fileName}: ok, ${checked.name} at ${checked.site}`,
    )
    return 0
  },
}

export const playbookRehearse: Command = {
  name: 'playbook rehearse',
  args: 'NAME',
  summary: 'Run a playbook over the past: what it would have proposed. Files nothing.',
  options: {
    ...jsonOption,
    ...asOption,
    from: { value: 'DATE', help: 'since when, plant time (default: 30 days ago)' },
    to: { value: 'DATE', help: 'until when, plant time (default: now)' },
  },
  run: async (call) => {
    const { given, text, io, print, connect } = call
    const file = await fileOf(call)
    const connection = await connect()
    const window = {
      ...(given('from') ? { from: text('from') } : {}),
      ...(given('to') ? { to: text('to') } : {}),
    }
    const options = { as: text('as'), signal: io.signal }
    const found = await connection.perform('playbook-rehearse', { ...file, ...window }, options)
    if (given('json')) {
      print(JSON.stringify(found))
      return 0
    }
    print(`${found.playbook} at ${found.site}, ${found.from} to ${found.to}:`)
    print(
      `${found.events} events: would have proposed ${found.proposed}, stopped by a guard ${found.guarded}, in cool-down ${found.cooling}, over the budget ${found.overBudget}`,
    )
    for (const { at, subject, outcome, why } of found.items) {
      print(`${at}  ${subject}  ${outcome}${why === null ? '' : `: ${why}`}`)
    }
    return 0
  },
}

export const playbookArm: Command = {
  name: 'playbook arm',
  args: 'NAME',
  summary: 'Ask to arm a playbook: it is rehearsed, and people decide in the inbox.',
  options: { ...jsonOption, ...asOption },
  run: async (call) => {
    const { given, text, io, print, connect } = call
    const file = await fileOf(call)
    const connection = await connect()
    const filed = await connection.perform('playbook-arm', file, {
      as: text('as'),
      signal: io.signal,
    })
    print(given('json') ? JSON.stringify(filed) : `Waits for approval: ${filed.inbox}`)
    return 0
  },
}

export const playbookDisarm: Command = {
  name: 'playbook disarm',
  args: 'NAME --site SITE',
  summary: 'Stop a playbook at once.',
  options: {
    ...asOption,
    site: { value: 'SITE', help: 'where it runs' },
    reason: { value: 'TEXT', help: 'why' },
  },
  run: async ({ positionals, given, text, io, print, connect }) => {
    const connection = await connect()
    const input = {
      ...{ name: positionals[0] ?? '', site: text('site') ?? '' },
      ...(given('reason') ? { reason: text('reason') } : {}),
    }
    const options = { as: text('as'), signal: io.signal }
    const { outcome } = await connection.perform('playbook-disarm', input, options)
    print(`${input.name}: ${outcome}.`)
    return 0
  },
}

/** A file, or the name of one among the playbooks of the data folder and those of the demo. */
async function fileOf({ positionals, config, demo }: Call) {
  const [named = ''] = positionals
  const folders = playbookFolders(config, await demo())
  if (/\.ya?ml$/.test(named)) {
    const source = await readFile(named, 'utf8').catch(() => null)
    if (source !== null) return { source, fileName: basename(named) }
  }
  const known = (await playbookFiles(folders)).find(({ fileName }) => fileName === `${named}.yaml`)
  if (known !== undefined) return known
  throw new AppError('not_found', `There is no playbook "${named}".`, {
    field: 'NAME',
    hint: `Name a .yaml file, or one that lies in ${folders.join(' or ')}.`,
  })
}
