import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../../base/app-error.ts'

export type Watching = {
  folder: string
  /** Takes one file; what it throws is told, and the file is tried again once it has changed. */
  take: (path: string) => Promise<void>
  failed: (path: string, error: unknown) => void
  /** Names of files that are meant; tables when absent. */
  isWanted?: RegExp
  /** Files in the order in which they must go in; by name when absent. */
  order?: (paths: string[]) => string[]
}

export type FolderWatch = {
  /**
   * Takes the files that lie there and have not changed since the look before.
   *
   * @returns how many still change, or have just come
   */
  look: (signal: AbortSignal) => Promise<number>
}

const isTable = /\.(csv|tsv|txt|xlsx)(\.gz)?$/i
/** What spreadsheet programs, copying programs and this one leave beside the files. */
const isNoFile = /^(\.|~\$)|\.(part|tmp|crdownload|refused\.csv)$/i

type Seen = { state: string; taken: boolean }

/** A file is taken when it has stopped changing: two looks find it the same. */
export function folderWatch(watching: Watching): FolderWatch {
  const { folder, take, failed, isWanted = isTable, order = byName } = watching
  const seen = new Map<string, Seen>()
  return {
    look: async (signal) => {
      const states = await statesOf(folder, isWanted)
      for (const path of seen.keys()) if (!states.has(path)) seen.delete(path)
      const still: string[] = []
      for (const [path, state] of states) {
        const known = seen.get(path)
        if (known?.state !== state) seen.set(path, { state, taken: false })
        else if (!known.taken) still.push(path)
      }
      for (const path of order(still)) {
        if (signal.aborted) break
        const known = seen.get(path)
        if (known !== undefined) known.taken = true
        await take(path).catch((error: unknown) => failed(path, error))
      }
      return [...seen.values()].filter(({ taken }) => !taken).length
    },
  }
}

const byName = (paths: string[]): string[] =>
  paths.toSorted((a, b) => basename(a).localeCompare(basename(b), 'en', { numeric: true }))

/** @throws AppError not_found */
async function statesOf(folder: string, isWanted: RegExp): Promise<Map<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new AppError('not_found', `cannot read the folder ${folder}`, {
      cause,
      field: 'folder',
      hint: 'Check its name, and that this user may read it.',
    })
  })
  const states = new Map<string, string>()
  for (const entry of entries) {
    if (!entry.isFile() || !isWanted.test(entry.name) || isNoFile.test(entry.name)) continue
    const path = join(folder, entry.name)
    const found = await stat(path).catch(() => null)
    if (found !== null) states.set(path, `${found.size} ${found.mtimeMs}`)
  }
  return states
}
