import { z } from 'zod'
import type { McpBackend } from './backend.ts'

/** What a person may mean who has typed so much: ids, at most 100. */
export type Complete = (typed: string | undefined) => Promise<string[]>
export type Completions = Record<'site' | 'machine' | 'metric', Complete>

const most = 100
const within_ms = 5_000

const metricList = z.object({
  metrics: z.array(
    z.object({
      id: z.string(),
      name_zh: z.string(),
      name_en: z.string(),
      synonyms: z.array(z.string()),
    }),
  ),
})
const equipmentList = z.object({
  equipment: z.array(z.object({ id: z.string(), site: z.string() })),
})

/** Names come from the tools, so that nobody is offered what they may not see. */
export function completionsOf(backend: McpBackend): Completions {
  const read = async (tool: string, args: unknown) => {
    const call = { tool, args, key: null }
    return (await backend.call(call, AbortSignal.timeout(within_ms))).structuredContent
  }
  const equipment = async (args: Record<string, unknown>) =>
    equipmentList.safeParse(await read('find_equipment', { limit: most, ...args })).data
      ?.equipment ?? []
  return {
    site: async (typed = '') => {
      const lines = await equipment({ level: 'line' })
      return holding([...new Set(lines.map(({ site }) => site))], typed)
    },
    machine: async (typed = '') => {
      const named = typed === '' ? {} : { text: typed }
      return (await equipment({ level: 'machine', ...named })).map(({ id }) => id)
    },
    metric: async (typed = '') => {
      const found = metricList.safeParse(await read('list_metrics', {})).data?.metrics ?? []
      const wanted = typed.toLowerCase()
      return found
        .filter(({ id, name_zh, name_en, synonyms }) =>
          [id, name_zh, name_en, ...synonyms].some((name) => name.toLowerCase().includes(wanted)),
        )
        .map(({ id }) => id)
        .slice(0, most)
    },
  }
}

const holding = (names: string[], typed: string): string[] =>
  names.filter((name) => name.toLowerCase().includes(typed.toLowerCase())).slice(0, most)

export type DocumentKey = 'site' | 'id' | 'revision'

/** Addresses of documents in force, each part within what is filled in already. */
export function documentCompletions(backend: McpBackend) {
  const part =
    (wanted: DocumentKey) =>
    async (typed: string, context?: { arguments?: Record<string, string> }) => {
      const given = context?.arguments ?? {}
      const all = (await backend.documents()).map(({ siteId, id, revision }) => ({
        ...{ site: siteId, id, revision: String(revision) },
      }))
      const fits = all.filter((one) =>
        (['site', 'id', 'revision'] as const).every(
          (key) => key === wanted || given[key] === undefined || given[key] === one[key],
        ),
      )
      return holding([...new Set(fits.map((one) => one[wanted]))], typed)
    }
  return { site: part('site'), id: part('id'), revision: part('revision') }
}
