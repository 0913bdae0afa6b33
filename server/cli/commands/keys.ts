import { type Command, jsonOption } from '../command.ts'

export const keyCreate: Command = {
  name: 'key create',
  args: 'LABEL --site SITE --stream STREAM',
  summary: 'Make a key for POST /ingest/v1/STREAM; it is shown once.',
  options: {
    ...jsonOption,
    site: { value: 'SITE', help: 'the site whose rows it may send' },
    stream: { value: 'STREAM', help: 'such as measurement; may be given several times' },
    source: { value: 'NAME', help: 'source of its rows (default: LABEL)' },
    days: { value: 'N', help: 'how long it lives (default: until it is revoked)' },
  },
  run: async ({ positionals, text, all, given, io, print, note, connect }) => {
    const connection = await connect()
    const input = {
      label: positionals[0] ?? '',
      site: text('site') ?? '',
      streams: all('stream'),
      ...(given('source') ? { source: text('source') } : {}),
      ...(given('days') ? { days: Number(text('days')) } : {}),
    }
    const made = await connection.perform('key-create', input, { signal: io.signal })
    print(given('json') ? JSON.stringify(made) : made.key)
    note(`for POST ${made.url}/STREAM of ${made.streams.join(', ')} as source ${made.source}`)
    return 0
  },
}

export const keyList: Command = {
  name: 'key list',
  args: '',
  summary: 'Keys of the ingestion door, without the keys themselves.',
  options: jsonOption,
  run: async ({ given, io, print, connect }) => {
    const connection = await connect()
    const keys = await connection.perform('key-list', {}, { signal: io.signal })
    if (given('json')) print(JSON.stringify(keys))
    for (const { id, label, siteId, source, streams, revokedAt, expiresAt } of given('json')
      ? []
      : keys) {
      const end = revokedAt === null ? `until ${expiresAt ?? 'revoked'}` : `revoked ${revokedAt}`
      print(`${id}  ${label}  ${siteId}/${source}  ${streams.join(',')}  ${end}`)
    }
    return 0
  },
}

export const keyRevoke: Command = {
  name: 'key revoke',
  args: 'ID',
  summary: 'Take a key of the ingestion door back, at once.',
  options: {},
  run: async ({ positionals, io, print, connect }) => {
    const connection = await connect()
    const input = { id: positionals[0] ?? '' }
    const { id } = await connection.perform('key-revoke', input, { signal: io.signal })
    print(`${id} opens nothing any more.`)
    return 0
  },
}
