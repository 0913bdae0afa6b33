import { resolve } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import { documentAdd, mcpCall, mcpDocuments } from '../../operations/index.ts'
import { asOption, type Command, jsonOption } from '../command.ts'

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
    }
    for (const file of positionals) {
      const input = { ...shared, file: resolve(file) }
      const added = await connection.perform(documentAdd, input, { signal: io.signal })
      print(
        given('json')
          ? JSON.stringify(added)
          : `${file}: ${added.id} revision ${added.revision}, ${added.chunks} passages${added.created ? '' : ' (known already)'}`,
      )
    }
    return 0
  },
}

export const docsList: Command = {
  name: 'docs list',
  args: '',
  summary: 'List the documents in force.',
  options: { ...jsonOption, ...asOption },
  run: async ({ text, given, io, print, connect }) => {
    const connection = await connect()
    const options = { as: text('as'), signal: io.signal }
    const documents = await connection.perform(mcpDocuments, {}, options)
    if (given('json')) print(JSON.stringify(documents))
    for (const { siteId, id, revision, title } of given('json') ? [] : documents) {
      print(`${siteId}/${id} r${revision}  ${title}`)
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
