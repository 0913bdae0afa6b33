import type { OutputOf } from '../../operations/index.ts'
import { type Command, jsonOption } from '../command.ts'

export const refusedList: Command = {
  name: 'refused list',
  args: '',
  summary: 'Rows that were refused and kept, by source and reason.',
  options: jsonOption,
  run: async ({ given, io, print, connect }) => {
    const connection = await connect()
    const found = await connection.perform('refused-list', {}, { signal: io.signal })
    if (given('json')) print(JSON.stringify(found))
    for (const { site, source, stream, field, reason, rows, newest } of given('json')
      ? []
      : found) {
      print(`${rows}  ${site}/${source}  ${stream}.${field}: ${reason}  (newest ${newest})`)
    }
    return 0
  },
}

export const refusedReplay: Command = {
  name: 'refused replay',
  args: '--site SITE',
  summary: 'Send kept rows through the door again, after what was wrong is mended.',
  options: {
    ...jsonOption,
    site: { value: 'SITE', help: 'whose rows' },
    source: { value: 'NAME', help: 'of one source only' },
    stream: { value: 'STREAM', help: 'of one stream only' },
  },
  run: async ({ text, given, io, print, connect }) => {
    const connection = await connect()
    const input = {
      site: text('site') ?? '',
      ...(given('source') ? { source: text('source') } : {}),
      ...(given('stream') ? { stream: text('stream') } : {}),
    }
    const done = await connection.perform('refused-replay', input, { signal: io.signal })
    if (given('json')) print(JSON.stringify(done))
    else for (const line of replayLines(done)) print(line)
    return 0
  },
}

export const replayLines = (done: OutputOf<'refused-replay'>): string[] =>
  done.map(({ source, stream, read, written, duplicates, refusedRows }) => {
    const counts = `${read} read, ${written} written, ${duplicates} known already`
    return `${source} ${stream}: ${counts}, ${refusedRows} still refused`
  })
