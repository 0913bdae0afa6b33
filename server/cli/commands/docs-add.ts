import { readdir, stat } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import { AppError, describeError } from '../../../base/app-error.ts'
import type { OptionSpecs } from '../args.ts'
import { type Call, type Command, jsonOption } from '../command.ts'
import { spanGiven, spanOptions, stateWords } from './docs-life.ts'
import { loopOptions, watchFolder } from './watch-loop.ts'

/** What holds for every document of a command. */
const shelfOptions: OptionSpecs = {
  site: { value: 'SITE', help: 'site it belongs to (default: group, for every site)' },
  equipment: { value: 'ID', help: 'equipment or class it is about; may be given several times' },
  role: { value: 'ROLE', help: 'who may read it; may be given several times (default: all)' },
  clearance: { value: 'CLASS', help: 'public, internal (default) or confidential' },
  owner: { value: 'ROLE', help: 'role that looks after it (default: supervisor)' },
  review: { value: 'MONTHS', help: 'months between reviews; 0: none (default)' },
  draft: { value: null, help: 'wait for an approved proposal before it is in force' },
}

export const docsAdd: Command = {
  name: 'docs add',
  args: 'FILE|FOLDER…',
  summary:
    'Take documents in: PDF, DOCX, XLSX, PPTX, HTML, Markdown, text, a ZIP or a folder of them. The same bytes again change nothing. Exit status 1 when any was refused.',
  options: {
    ...jsonOption,
    title: { value: 'TEXT', help: 'title (default: from the document)' },
    id: { value: 'ID', help: 'document id (default: from the file name)' },
    ...shelfOptions,
    ...spanOptions,
  },
  run: async (call) => {
    const { positionals, given } = call
    const files = (await Promise.all(positionals.map(filesAt))).flat()
    if (files.length === 0) throw noFile()
    if (files.length > 1 && (given('id') || given('title'))) throw ofOne()
    const connection = await call.connect()
    let allTaken = true
    for (const file of files) {
      try {
        allTaken = (await addOne(call, connection, file)) && allTaken
      } catch (error) {
        if (files.length === 1 || !(error instanceof AppError)) throw error
        allTaken = false
        tellRefused(call, { file: file.name, ...describeError(error) })
      }
    }
    return allTaken ? 0 : 1
  },
}

export const docsWatch: Command = {
  name: 'docs watch',
  args: 'FOLDER',
  summary:
    'Take each document in that comes to rest in a folder. A file that changes is a new revision; the same bytes change nothing.',
  options: { ...shelfOptions, ...loopOptions },
  run: async (call) => {
    const [folder, second] = call.positionals
    if (folder === undefined || second !== undefined) throw oneFolder()
    const connection = await call.connect()
    const take = async (path: string) => {
      await addOne(call, connection, { path, name: basename(path) })
    }
    const isWanted = await documentNames()
    return watchFolder(call, { folder: resolve(folder), isWanted, take })
  },
}

/** Loaded for folders only: a file that is named is sent as it is. */
async function documentNames(): Promise<RegExp> {
  const { documentEndings } = await import('../../../knowledge/index.ts')
  return new RegExp(`(${documentEndings.map((one) => one.replace('.', '\\.')).join('|')})$`, 'i')
}

type Connection = Awaited<ReturnType<Call['connect']>>
type Found = { path: string; name: string }

/** A file, or those of a folder and the folders in it, known by their path below it. */
async function filesAt(typed: string): Promise<Found[]> {
  const path = resolve(typed)
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (!isFolder) return [{ path, name: basename(path) }]
  const wanted = await documentNames()
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && wanted.test(entry.name) && !/^(\.|~\$)/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ path: file, name: relative(path, file).split(sep).join('/') }))
}

/** @returns whether all of it was taken */
async function addOne(call: Call, connection: Connection, { path, name }: Found): Promise<boolean> {
  const { io, print, given } = call
  const input = { ...shelfGiven(call), file: path, name }
  const { added, refused } = await connection.perform('document-add', input, { signal: io.signal })
  for (const document of added) {
    const { file, id, revision, passages, state, created } = document
    const known = created ? '' : ' (known already)'
    const line = `${file}: ${id} revision ${revision}, ${passages} passages, ${stateWords[state]}${known}`
    print(given('json') ? JSON.stringify(document) : line)
  }
  for (const one of refused) tellRefused(call, one)
  return refused.length === 0
}

type Refused = { file: string; message: string; hint?: string }

function tellRefused({ note }: Call, { file, message, hint }: Refused): void {
  note(`error: ${file}: ${message}`)
  if (hint !== undefined) note(`fix:   ${hint}`)
}

/** Options that were typed; a command that does not have one is not asked for it. */
function shelfGiven({ text, all, given }: Call) {
  return {
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
}

function noFile(): AppError {
  return new AppError('invalid_input', 'There is no file to add.', {
    hint: 'Write jidoka docs add manual.pdf --site suzhou.',
  })
}

function ofOne(): AppError {
  return new AppError('invalid_input', 'An id or a title is that of one document.', {
    field: '--id',
    hint: 'Leave it out: each document is named by its file. Or add one file at a time.',
  })
}

function oneFolder(): AppError {
  return new AppError('invalid_input', 'One folder is needed.', {
    field: 'folder',
    hint: 'Write jidoka docs watch FOLDER --site suzhou.',
  })
}
