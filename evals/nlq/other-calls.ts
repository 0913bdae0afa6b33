import { findAsset, findProduct, findSite } from '../../factory/index.ts'
import type { OtherCall } from './cases.ts'
import { type Called, type Data, type NlqPlant, now, principalOf, tryRead } from './plant.ts'

/** The result of a reading call, or its own arguments of a proposing one; null where they differ. */
export async function sameOther(
  plant: NlqPlant,
  expected: OtherCall,
  called: Called,
): Promise<Data | null> {
  const is = await resolved(plant, called)
  if (is === null) return null
  switch (expected.tool) {
    case 'list_tickets':
      return sameTickets(plant, expected, { ...called, args: is })
    case 'read_machine_state':
      return sameState(plant, expected, { ...called, args: is })
    case 'list_metrics':
    case 'find_equipment':
      return sameFound(plant, expected, called)
    case 'machine_health':
      return isOneOf(expected.equipment, is.equipment) &&
        (expected.site === undefined || isOneOf(expected.site, is.site))
        ? tryRead(plant, called)
        : null
    case 'search_knowledge':
      return is
    case 'list_orders':
      // The tool chooses by time since labels were written without one: what the question says narrows.
      return equalFields(sited(expected, called.asker), is, ['from', 'to'])
        ? tryRead(plant, called)
        : null
    case 'project_stock':
      return equalFields(sited(expected, called.asker), is) ? tryRead(plant, called) : null
    case 'trace_lot':
      return equalFields(inOrder({ days: '*', site: '*', ...expected }), inOrder(is))
        ? tryRead(plant, called)
        : null
    case 'open_maintenance_ticket':
      return equalFields(
        { kind: 'corrective', ...expected },
        { kind: 'corrective', ...is },
        ticketFree,
      ) && saysOne(expected.says, is)
        ? is
        : null
    case 'propose_schedule':
      return equalFields({ ...scheduleDefaults, ...expected }, { ...scheduleDefaults, ...is }, [
        'horizon_hours',
      ])
        ? is
        : null
    case 'propose_change':
      return equalFields(expected.change as Data, is.change as Data, ['title']) ? is : null
  }
}

/** Several lots may be named in any order; none is the bad ones. */
function inOrder({ lots = [], ...rest }: Data): Data {
  return { ...rest, lots: (lots as string[]).toSorted() }
}

const scheduleDefaults = { objective: 'due_dates', exclude_machines: [] }
const ticketFree = ['title', 'description', 'failure_code', 'site', 'priority']

/** Names and aliases of arguments as ids; a site that nothing else depends on is left out. */
async function resolved(plant: NlqPlant, { args, asker }: Called): Promise<Data | null> {
  const principal = principalOf(asker)
  const work = async (tx: Parameters<typeof findSite>[0]) => {
    const { site, equipment, machine, product, exclude_machines: excluded, ...rest } = args
    const siteId = typeof site === 'string' ? (await findSite(tx, site)).siteId : ownSite(asker)
    const assetOf = async (typed: unknown) =>
      (await findAsset(tx, { siteId, field: 'equipment', typed: String(typed) })).id
    const freed = (excluded ?? []) as { machine: string; hours: number }[]
    return {
      ...rest,
      ...(equipment === undefined ? {} : { equipment: await assetOf(equipment) }),
      ...(machine === undefined ? {} : { machine: await assetOf(machine) }),
      ...(product === undefined
        ? {}
        : { product: (await findProduct(tx, { siteId, typed: String(product) })).id }),
      ...(siteId === null ||
      equipment !== undefined ||
      machine !== undefined ||
      product !== undefined
        ? {}
        : { site: siteId }),
      ...(freed.length === 0
        ? {}
        : {
            exclude_machines: await Promise.all(
              freed.map(async ({ machine: one, hours }) => ({
                machine: await assetOf(one),
                hours,
              })),
            ),
          }),
    }
  }
  try {
    return await plant.db.tx('read', work, { principal })
  } catch {
    return null
  }
}

/** The site of somebody who sees only one: to name it or not is the same. */
const ownSite = (asker: string): string | null => {
  const [, site] = asker.split('@')
  return site === undefined || site === 'group' ? null : site
}

/** Every argument is as expected, and none is there beside them; `*` lets it be anything. */
function equalFields(expected: Data, is: Data, free: string[] = []): boolean {
  const { tool: _, says: __, ...wanted } = expected
  const names = new Set([...Object.keys(wanted), ...Object.keys(is)])
  return [...names].every((name) => {
    if (wanted[name] === '*') return true
    if (wanted[name] === undefined && (free.includes(name) || isDefault(name, is[name])))
      return true
    return isOneOf(wanted[name], is[name])
  })
}

/** A list of values where one is given is a choice. */
const isOneOf = (wanted: unknown, is: unknown): boolean =>
  Array.isArray(wanted) && !Array.isArray(is)
    ? wanted.includes(is)
    : JSON.stringify(wanted) === JSON.stringify(is)

const isDefault = (name: string, value: unknown): boolean =>
  name === 'limit' || name === 'despite_lesson' || (name === 'late_only' && value === false)

function saysOne(words: unknown, { title, description }: Data): boolean {
  const text = `${title} ${description}`.toLowerCase()
  return ((words ?? ['']) as string[]).some((word) => text.includes(word.toLowerCase()))
}

async function sameTickets(
  plant: NlqPlant,
  expected: OtherCall,
  called: Called,
): Promise<Data | null> {
  const { from, to: end, ...wanted } = expected
  const { from: _, to: until, ...is } = called.args
  // What ends after now is open.
  const isOver = (day: unknown) => typeof day === 'string' && day <= now.toISOString().slice(0, 10)
  const to = isOver(end) ? end : undefined
  if (!equalFields(sited(wanted, called.asker), is)) return null
  const args = { ...called.args }
  if (!isOver(until)) delete args.to
  const data = await tryRead(plant, { ...called, args })
  const window = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const reference = await tryRead(plant, { ...called, args: { ...window, limit: 0 } })
  const same = JSON.stringify(reference?.window) === JSON.stringify(data?.window)
  return same ? data : null
}

const sited = (wanted: Data, asker: string): Data => {
  const own = ownSite(asker)
  const isPlaced = wanted.equipment !== undefined || wanted.product !== undefined
  return own === null || isPlaced ? wanted : { site: own, ...wanted }
}

async function sameState(
  plant: NlqPlant,
  { machine, tag }: OtherCall,
  called: Called,
): Promise<Data | null> {
  if (machine !== called.args.machine) return null
  const data = await tryRead(plant, called)
  const trend = data?.trend as { tag?: string } | null | undefined
  return tag === undefined || trend?.tag === tag ? data : null
}

async function sameFound(
  plant: NlqPlant,
  { metric, finds = [] }: OtherCall,
  called: Called,
): Promise<Data | null> {
  const data = await tryRead(plant, called)
  const list = (data?.metrics ?? data?.equipment ?? []) as { id: string }[]
  const ids = new Set(list.map(({ id }) => id))
  const wanted = metric === undefined ? (finds as string[]) : [String(metric)]
  return wanted.every((id) => ids.has(id)) ? data : null
}
