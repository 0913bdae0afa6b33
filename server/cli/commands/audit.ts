import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import type { AuditSummary } from '../../../actions/index.ts'
import { AppError } from '../../../base/app-error.ts'
import { asOption, type Call, type Command, jsonOption } from '../command.ts'
import type { Connection } from '../connect.ts'

export const auditVerify: Command = {
  name: 'audit verify',
  args: '',
  summary: 'Check the hash chain of the record; exit status 1 when it was changed.',
  options: jsonOption,
  run: async ({ given, io, print, connect }) => {
    const connection = await connect()
    const found = await connection.perform('audit-verify', {}, { signal: io.signal })
    if (given('json')) print(JSON.stringify(found))
    else if (found.ok) print(`ok: ${found.checked} entries, unbroken`)
    else print(`BROKEN after ${found.checked} good entries: ${JSON.stringify(found.firstBad)}`)
    return found.ok ? 0 : 1
  },
}

export const auditExport: Command = {
  name: 'audit export',
  args: '--site SITE --out FILE',
  summary: 'Write the chain of a site as JSON lines, to be checked without Jidoka.',
  options: {
    site: { value: 'SITE', help: 'whose chain; group for what is of no one site' },
    out: { value: 'FILE', help: 'where to write it' },
  },
  run: async (call) => {
    const [site, out] = [needed(call, 'site'), needed(call, 'out')]
    const connection = await call.connect()
    const draft = `${out}.part`
    try {
      const entries = await writeChain(connection, { call, site, draft })
      await rename(draft, out)
      call.print(`${out}: ${entries} entries of ${site}`)
      return 0
    } finally {
      await rm(draft, { force: true })
    }
  },
}

type Writing = { call: Call; site: string; draft: string }

async function writeChain(connection: Connection, { call, site, draft }: Writing): Promise<number> {
  const options = { signal: call.io.signal }
  const end = await connection.perform('audit-head', { site }, options)
  if (end === null) {
    throw new AppError('not_found', `Nothing has been recorded at ${site} yet.`, {
      field: '--site',
    })
  }
  const file = createWriteStream(draft)
  const done = finished(file)
  for (let after = 0; after < end.seq; ) {
    const page = await connection.perform('audit-export', { site, after, upTo: end.seq }, options)
    for (const entry of page) file.write(`${JSON.stringify(entry)}\n`)
    const last = page.at(-1)
    if (last === undefined) break
    after = last.seq
  }
  file.end(`${JSON.stringify({ head: end })}\n`)
  await done
  return end.seq
}

export const auditReport: Command = {
  name: 'audit report',
  args: '--site SITE --from DATE --to DATE',
  summary: 'Who decided what in a period, as the record tells it.',
  options: {
    ...jsonOption,
    site: { value: 'SITE', help: 'whose record' },
    from: { value: 'DATE', help: 'first day, or an instant' },
    to: { value: 'DATE', help: 'the day after the last one, or an instant' },
  },
  run: async (call) => {
    const period = { from: needed(call, 'from'), to: needed(call, 'to') }
    const input = { site: needed(call, 'site'), ...period }
    const connection = await call.connect()
    const summary = await connection.perform('audit-report', input, { signal: call.io.signal })
    if (call.given('json')) call.print(JSON.stringify(summary))
    else for (const line of summaryLines(summary)) call.print(line)
    return 0
  },
}

function summaryLines({ siteId, from, to, entries, head, people, decisions }: AuditSummary) {
  return [
    `${siteId}, ${from} to ${to}: ${entries} entries`,
    `head: ${head === null ? 'nothing recorded' : `${head.seq} ${head.sha256}`}`,
    ...people.map(({ actor, events }) => {
      const did = Object.entries(events).map(([event, count]) => `${event} ${count}`)
      return `${actor}: ${did.join(', ')}`
    }),
    ...decisions.map(({ at, actor, event, tool, actionId, detail }) => {
      const words = [detail.reason_code, detail.reason_text ?? detail.reason].filter(Boolean)
      return `${at}  ${actor}  ${event}  ${tool ?? ''} ${actionId ?? ''}  ${words.join(': ')}`.trimEnd()
    }),
  ]
}

export const auditErase: Command = {
  name: 'audit erase',
  args: 'USER --reason TEXT',
  summary: 'Erase the personal data of somebody; the record stays verifiable.',
  options: {
    ...{ ...jsonOption, ...asOption },
    reason: { value: 'TEXT', help: 'why; kept in the record' },
  },
  run: async (call) => {
    const { positionals, text, given, io, print, note, connect } = call
    const input = { person: positionals[0] ?? '', reason: needed(call, 'reason') }
    const connection = await connect()
    const erasure = await connection.perform('audit-erase', input, {
      as: text('as'),
      signal: io.signal,
    })
    if (given('json')) print(JSON.stringify(erasure))
    else print(`erased; ${erasure.pseudonym} stands instead, in ${erasure.rows} rows`)
    if (erasure.unsealedEntries > 0) {
      note(`${erasure.unsealedEntries} entries from before names were sealed keep the name`)
    }
    return 0
  },
}

function needed({ text }: Call, name: string): string {
  const value = text(name)
  if (value !== undefined && value !== '') return value
  throw new AppError('invalid_input', `--${name} is missing.`, {
    field: `--${name}`,
    hint: 'See jidoka --help.',
  })
}
