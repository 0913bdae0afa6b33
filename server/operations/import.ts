import { z } from 'zod'
import { importFile, loadMapping } from '../ingest/files/index.ts'
import { defineOperation } from './operation.ts'

/** Takes one CSV file of this machine in, by a mapping; progress is what has been read so far. */
export const fileImport = defineOperation({
  name: 'file-import',
  input: z.strictObject({
    file: z.string().min(1),
    mapping: z.string().min(1),
    refusals: z.string().min(1),
    dryRun: z.boolean().default(false),
  }),
  run: async (deps, { signal, progress }, { file, mapping, refusals, dryRun }) =>
    importFile(deps, {
      path: file,
      mapping: await loadMapping(mapping),
      dryRun,
      refusalsPath: refusals,
      signal,
      onProgress: progress,
    }),
})
