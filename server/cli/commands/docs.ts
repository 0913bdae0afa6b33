import { AppError } from '../../../base/app-error.ts'
import { asOption, type Command, jsonOption } from '../command.ts'
import { stateWords } from './docs-life.ts'

export const docsList: Command = {
  name: 'docs list',
  args: '',
  summary: 'List the documents in force; with --all also drafts, planned and retired ones.',
  options: { ...jsonOption, ...asOption, all: { value: null, help: 'whatever their state' } },
  run: async ({ text, given, io, print, connect }) => {
    const connection = await connect()
    const options = { as: text('as'), signal: io.signal }
    const every = await connection.perform('document-list', {}, options)
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
    const found = await connection.perform('mcp-call', call, { as: text('as'), signal: io.signal })
    const content = found.content[0]
    if (found.isError === true) throw refused(content?.type === 'text' ? content.text : '')
    print(JSON.stringify(found.structuredContent, null, given('json') ? 0 : 2))
    return 0
  },
}

function refused(text: string): AppError {
  const { error } = JSON.parse(text) as { error: { message: string; hint?: string } }
  return new AppError('invalid_input', error.message, error.hint ? { hint: error.hint } : {})
}
