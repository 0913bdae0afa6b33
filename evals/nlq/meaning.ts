import { type SQL, sql } from 'drizzle-orm'
import type { ExpectedCall, ExplainCall, KpiCall } from './cases.ts'
import { sameOther } from './other-calls.ts'
import { type Called, type Data, type NlqPlant, tryRead } from './plant.ts'

/**
 * What both calls come to, asked of the tool itself: a name and its id, `last_week` and its dates, a
 * default and its value are one meaning. The result of the call where they are the same, else null.
 */
export function sameMeaning(
  plant: NlqPlant,
  expected: ExpectedCall,
  called: Called,
): Promise<Data | null> {
  if (expected.tool !== called.tool) return Promise.resolve(null)
  if ('metrics' in expected) return sameKpi(plant, expected as KpiCall, called)
  if (expected.tool === 'explain_kpi') return sameExplain(plant, expected as ExplainCall, called)
  return sameOther(plant, expected, called)
}

async function sameKpi(plant: NlqPlant, expected: KpiCall, called: Called): Promise<Data | null> {
  const { order: _, ...args } = called.args
  const data = await tryRead(plant, { ...called, args: { ...args, limit: 500 } })
  if (data === null) return null
  const is = await kpiKey(plant, expected, { args, data })
  for (const variant of kpiVariants(expected, args)) {
    const wanted = await tryRead(plant, { ...called, args: variant })
    if (wanted === null) continue
    if ((await kpiKey(plant, expected, { args: variant, data: wanted })) === is) return data
  }
  return null
}

function kpiVariants(expected: KpiCall, args: Data): Data[] {
  const { metrics, dimensions, filters, compare } = expected
  const fixed = { metrics, ...given({ dimensions, filters, compare }), limit: 500 }
  const grains = (expected.grains ?? [undefined]).map((grain) => given({ grain }))
  const windows = expected.windows ?? [args.window]
  return windows.flatMap((window) => grains.map((grain) => ({ ...fixed, window, ...grain })))
}

type Ran = { args: Data; data: Data }

/** A comparison that nobody asked for adds to the answer and changes nothing of it. */
async function kpiKey(plant: NlqPlant, { compare }: KpiCall, { args, data }: Ran): Promise<string> {
  const metrics = data.metrics as { id: string }[]
  const dimensions = splitBy(sorted(args.dimensions))
  const filters = await byMachines(plant, data.filters as Filters, dimensions)
  return JSON.stringify({
    metrics: metrics.map(({ id }) => id).sort(),
    dimensions,
    grain: args.grain === 'none' ? null : (args.grain ?? null),
    ...placeOf({ ...data, filters }),
    window: data.window,
    ...(compare === undefined ? {} : { before: data.compared_with }),
  })
}

/** A machine has one line and one site, a line one site: rows by the one are rows by both. */
function splitBy(dimensions: string[]): string[] {
  const told = dimensions.includes('machine') ? ['line', 'site'] : []
  const beside = dimensions.includes('line') ? ['site'] : []
  return dimensions.filter((one) => ![...told, ...beside].includes(one))
}

type Filters = Record<string, string[]>

/** A line beside machines of it alone says nothing new; rows by machine of a line are those of its machines. */
async function byMachines(
  { db }: NlqPlant,
  { line, ...others }: Filters,
  dimensions: string[],
): Promise<Filters> {
  if (line === undefined) return others
  const idsOf = async (where: SQL) => {
    const rows = await db.tx('owner', (tx) =>
      tx.rows<{ id: string }>(sql`select id from equipment where level = 'machine' and ${where}`),
    )
    return rows.map(({ id }) => id)
  }
  const ofLine = await idsOf(sql`line_id in ${line}`)
  const { machine } = others
  if (machine?.every((id) => ofLine.includes(id))) return others
  return machine === undefined && dimensions.includes('machine')
    ? { ...others, machine: ofLine }
    : { ...others, line }
}

async function sameExplain(
  plant: NlqPlant,
  expected: ExplainCall,
  called: Called,
): Promise<Data | null> {
  const data = await tryRead(plant, called)
  if (data === null) return null
  const { metric, filters, compare } = expected
  const keyOf = (of: Data) =>
    JSON.stringify({
      metric: (of.metric as { id: string }).id,
      window: of.window,
      before: of.compared_with,
      ...(filters === undefined ? {} : placeOf(of)),
    })
  for (const window of expected.windows ?? [called.args.window]) {
    const place = filters === undefined ? given({ filters: called.args.filters }) : { filters }
    const args = { metric, window, ...place, ...given({ compare }) }
    const wanted = await tryRead(plant, { ...called, args })
    if (wanted !== null && keyOf(wanted) === keyOf(data)) return data
  }
  return null
}

const globallyNamed = ['line', 'machine', 'product', 'material', 'supplier']

/** Ids of lines, machines and the like name their site; a site beside them says nothing new. */
function placeOf({ filters, sites }: Data): Data {
  const { site: _, ...others } = filters as Filters
  const named = globallyNamed.some((key) => others[key] !== undefined)
  const entries = Object.entries(others).map(([key, ids]) => [key, ids.toSorted()] as const)
  return {
    filters: entries.toSorted(([a], [b]) => a.localeCompare(b)),
    ...(named ? {} : { sites: sorted(sites) }),
  }
}

const sorted = (list: unknown): string[] => ((list ?? []) as string[]).toSorted()

const given = (fields: Data): Data =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
