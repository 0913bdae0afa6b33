import { z } from 'zod'
import { AppError } from '../../base/app-error.ts'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'

import { importFile, loadMapping } from '../ingest/files/index.ts'
import { type Taken, takeFile } from '../ingest/folders/index.ts'
import { type GuessedFile, guessFile, mappingText, saveGuess } from '../ingest/uploads/index.ts'
import { type Site, sitesSeenBy } from '../sites.ts'
import { defineOperation } from './operation.ts'

const text = z.string().min(1)
const guessed = { site: text.optional(), source: text.max(200).optional() }

/** What the columns of a file of this machine seem to mean, as a mapping. */
export const fileGuess = defineOperation({
  name: 'file-guess',
  input: z.strictObject({ file: text, ...guessed }),
  run: async ({ db }, { principal, signal }, { file, site, source }) => {
    const found = await siteOf(db, principal, site)
    const guess = await guessFile(db, { path: file, ...found, source, signal })
    const { savedAt, problems } = guess
    return { mapping: mappingText(guess), savedAt: savedAt?.toISOString() ?? null, problems }
  },
})

/**
 * Takes one XLSX or CSV file of this machine in, by a mapping; without one, by what its headers
 * meant before or seem to mean. Progress is what has been read so far.
 */
export const fileImport = defineOperation({
  name: 'file-import',
  input: z.strictObject({
    file: text,
    mapping: text.optional(),
    refusals: text,
    dryRun: z.boolean().default(false),
    ...guessed,
  }),
  run: async (deps, context, { file, mapping, refusals, dryRun, site, source }) => {
    const { principal, signal, progress } = context
    const shared = { path: file, dryRun, refusalsPath: refusals, signal, onProgress: progress }
    if (mapping !== undefined) {
      return importFile(deps, { ...shared, mapping: await loadMapping(mapping) })
    }
    const found = await siteOf(deps.db, principal, site)
    const guess = await guessFile(deps.db, { path: file, ...found, source, signal })
    refuseUnclear(guess)
    const report = await importFile(deps, { ...shared, mapping: guess.mapping })
    if (!dryRun) await saveGuess(deps, guess, { siteId: found.siteId, principal })
    return report
  },
})

/**
 * Imports a file of a watched folder, unless its bytes went in before. Without a mapping it is taken
 * only when its headers were imported by a person before.
 */
export const fileTake = defineOperation({
  name: 'file-take',
  input: z.strictObject({ file: text, mapping: text.optional(), site: text.optional() }),
  run: async (deps, { principal, signal }, { file, mapping, site }): Promise<Taken> =>
    takeFile(deps, {
      path: file,
      mapping: mapping === undefined ? null : await loadMapping(mapping),
      site: mapping === undefined ? await siteOf(deps.db, principal, site) : null,
      principal,
      signal,
    }),
})

function refuseUnclear({ problems }: GuessedFile): void {
  if (problems.length === 0) return
  throw new AppError('invalid_input', `The mapping is not complete: ${problems.join('; ')}.`, {
    field: '--map',
    hint: 'Save the mapping that `jidoka import FILE` prints, complete it, and give it with --map.',
  })
}

/** The site that is named, or the only one of the person. */
async function siteOf(
  db: Db,
  { roles }: Principal,
  named: string | undefined,
): Promise<{ siteId: string; zone: string }> {
  const sites: Site[] = await sitesSeenBy(db, [...new Set(roles.map(({ siteId }) => siteId))])
  const found = named === undefined ? sites : sites.filter(({ id }) => id === named)
  const [only, second] = found
  if (only !== undefined && second === undefined) return { siteId: only.id, zone: only.zone }
  const known = sites.map(({ id }) => id).join(', ')
  throw new AppError('invalid_input', unclear(named, sites.length), {
    field: '--site',
    hint:
      sites.length === 0
        ? 'Give a mapping with --map that makes the site: docs/import.md shows how.'
        : `Name one with --site: ${known}.`,
  })
}

function unclear(named: string | undefined, count: number): string {
  if (named !== undefined) return `There is no site ${named}.`
  return count === 0 ? 'There is no site yet.' : 'It is not clear which site the file is of.'
}
