import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import type { NewDocument } from '../knowledge/index.ts'

const manifest = z.array(
  z.strictObject({
    file: z.string(),
    id: z.string(),
    siteId: z.string(),
    language: z.enum(['zh', 'en']),
    title: z.string(),
    equipmentIds: z.array(z.string()),
    readerRoles: z.array(z.string()).default([]),
  }),
)

const folder = new URL('./documents/', import.meta.url)

/** The procedures and manuals of the demo, ready for the knowledge base. */
export async function demoDocuments(): Promise<NewDocument[]> {
  const entries = manifest.parse(parse(await readFile(new URL('manifest.yaml', folder), 'utf8')))
  return Promise.all(
    entries.map(async ({ file, ...entry }) => ({
      ...entry,
      fileName: file,
      bytes: new Uint8Array(await readFile(new URL(file, folder))),
    })),
  )
}
