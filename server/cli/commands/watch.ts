import { basename, resolve } from 'node:path'
import { AppError } from '../../../base/app-error.ts'
import type { OutputOf } from '../../operations/index.ts'
import type { Call, Command } from '../command.ts'
import { loopOptions, watchFolder } from './watch-loop.ts'

export const watch: Command = {
  name: 'watch',
  args: 'FOLDER --map FILE | --site SITE',
  summary:
    'Take each XLSX or CSV file in that comes to rest in a folder, once. With --site, files whose headers were imported by a person before.',
  options: {
    map: { value: 'FILE', help: 'YAML that says what each column means' },
    site: { value: 'SITE', help: 'site of files without mapping' },
    ...loopOptions,
  },
  run: async (call) => {
    const { positionals, text, given, io, connect } = call
    const [folder, second] = positionals
    if (folder === undefined || second !== undefined) throw incomplete()
    const { inMappingOrder, knowsFile, loadMapping } = await import('../../ingest/files/index.ts')
    const mapping = text('map')
    const known = mapping === undefined ? null : await loadMapping(mapping)
    const connection = await connect()
    return watchFolder(call, {
      folder: resolve(folder),
      take: async (path) => {
        if (known !== null && !knowsFile(known, path)) {
          call.note(`${basename(path)}: left alone, the mapping knows no file by this name.`)
          return
        }
        const input = {
          file: path,
          ...(mapping === undefined ? {} : { mapping: resolve(mapping) }),
          ...(given('site') ? { site: text('site') } : {}),
        }
        tell(call, path, await connection.perform('file-take', input, { signal: io.signal }))
      },
      ...(known === null ? {} : { order: (paths: string[]) => inMappingOrder(known, paths) }),
    })
  },
}

type Taken = OutputOf<'file-take'>

function tell({ print, note }: Call, path: string, taken: Taken): void {
  const name = basename(path)
  if (taken.status === 'unmapped') {
    note(`${name}: nobody has said what its columns mean; run jidoka import "${name}" once.`)
  }
  if (taken.status !== 'imported') return
  const { rowsRead, written, duplicates, refused, refusalsFiles } = taken.report
  print(
    `${name}: ${rowsRead} rows read, written ${written}, known already ${duplicates}, refused ${refused}`,
  )
  for (const list of refusalsFiles) note(`${name}: refused rows are listed in ${list}`)
}

function incomplete(): AppError {
  return new AppError('invalid_input', 'One folder is needed.', {
    field: 'folder',
    hint: 'Write jidoka watch FOLDER --map mapping.yaml.',
  })
}
