import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

export type PlaybookFile = { fileName: string; source: string }

/** Those of the plant come first. */
export const playbookFolders = (
  { dataDir }: Pick<Config, 'dataDir'>,
  demo: { playbooksDir: string } | null,
): string[] => [join(dataDir, 'playbooks'), ...(demo === null ? [] : [demo.playbooksDir])]

/** No playbook is longer; the gate takes none that is. */
const longest = 20_000

/** Every `.yaml` of some folders, by name; of two with one name that of the earlier folder. */
export async function playbookFiles(folders: readonly string[]): Promise<PlaybookFile[]> {
  const found = new Map<string, PlaybookFile>()
  for (const folder of folders) {
    // Most plants have no such folder.
    const names = await readdir(folder).catch(() => [])
    for (const fileName of names.filter((one) => one.endsWith('.yaml')).sort()) {
      if (found.has(fileName)) continue
      const source = await readFile(join(folder, fileName), 'utf8').catch(() => null)
      if (source !== null && source.length <= longest) found.set(fileName, { fileName, source })
    }
  }
  return [...found.values()]
}
