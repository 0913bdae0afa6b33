import { resolve } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import { documentAdd, documentList, mcpCall } from '../../operations/index.ts'
import { asOption, type Command, jsonOption } from '../command.ts'
import { spanGiven, spanOptions, stateWords } from './docs-life.ts'

export const docsAdd: Command = {
  name: 'docs add',
  args: 'FILE…',
  summary: 'Take documents in (Markdown, text, PDF); the same bytes again change nothing.',
  options: {
    ...jsonOption,
    site: { value: 'SITE', help: 'site it belongs to (default: group, for every site)' },
    title: { value: 'TEXT', help: 'title (default: from the document)' },
    id: { value: 'ID', help: 'document id (default: from the file name)' },
    equipment: { value: 'ID', help: 'equipment or class it is about; may be given several times' },
    role: { value: 'ROLE', help: 'who may read it; may be given several times (default: all)' },
    clearance: { value: 'CLASS', help: 'public, internal (default) or confidential' },
    owner: { value: 'ROLE', help: 'role that looks after it (default: supervisor)' },
    review: { value: 'MONTHS', help: 'months between reviews; 0: none (default)' },
    draft: { value: null, help: 'wait for an approved proposal before it is in force' },
    ...spanOptions,
  },
  run: async ({ positionals, text, all, given, io, print, connect }) => {
    if (positionals.length === 0) throw noFile()
    const connection = await connect()
    const shared = {
      ...(given('site') ? { siteId: text('site') } : {}),
      ...(given('title') ? { title: text('title') } : {}),
      ...(given('id') ? { id: text('id') } : {}),
      ...(given('equipment') ? { equipmentIds: all('equipment') } : {}),
      ...(given('role') ? { readerRoles: all('role') } : {}),
      ...(given('clearance') ? { clearance: text('clearance') } : {}),
      ...(given('owner') ? { ownerRole: text('owner') } : {}),
      ...(given('review') ? { reviewMonths: Number(text('review')) } : {}),
      ...(given('draft') ? { draft: true } : {}),
      ...spanGiven({ given, text }),
    }
    for (const file of positionals) {
      const input = { ...shared, file: resolve(file) }
      const added = await connection.perform(documentAdd, input, { signal: io.signal })
      print(
        given('json')
          ? JSON.stringify(added)
          : `${file}: ${added.id} revision ${added.revision}, ${added.chunks} passages, ${stateWords[added.state]}${added.created ? '' : ' (known already)'}`,
      )
    }
    return 0
  },
}

export const docsList: Command = {
  name: 'docs list',
  args: '',
  summary: 'List the documents in force; with --all also drafts, planned and retired ones.',
  options: { ...jsonOption, ...asOption, all: { value: null, help: 'whatever their state' } },
  run: async ({ text, given, io, print, connect }) => {
    const connection = await connect()
    const options = { as: text('as'), signal: io.signal }
    const every = await connection.perform(documentList, {}, options)
    const documents = given('all') ? every : every.filter(({ state }) => state === 'effective')
    if (given('json')) print(JSON.stringify(documents))
    for (const { siteId, id, revision, state, title } of given('json') ? [] : documents) {
      const shown = given('all') ? `  ${stateWords[state]}` : ''
      print(`${siteId}/${id} r${revision}${shown}  ${title}`)
    }
    return 0
  },
}

export const docsSearch: Command = {
  name: 'docs search',
  args: '"WORDS"',
  summary: 'Search the documents; prints the passages with their page.',
  options: { ...jsonOption, ...asOption },
  run: async ({ positionals, text, given, io, print, connect }) => {
    const connection = await connect()
    const call = { tool: 'search_knowledge', args: { query: positionals.join(' ') }, key: null }
    const found = await connection.perform(mcpCall, call, { as: text('as'), signal: io.signal })
    const content = found.content[0]
    if (found.isError === true) throw refused(content?.type === 'text' ? content.text : '')
    print(JSON.stringify(found.structuredContent, null, given('json') ? 0 : 2))
    return 0
  },
}

function noFile(): AppError {
  return new AppError('invalid_input', 'There is no file to add.', {
    hint: 'Write jidoka docs add manual.pdf --site suzhou.',
  })
}

function refused(text: string): AppError {
  const { error } = JSON.parse(text) as { error: { message: string; hint?: string } }
  return new AppError('invalid_input', error.message, error.hint ? { hint: error.hint } : {})
}
