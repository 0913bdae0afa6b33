import { refused } from '../refuse.ts'
import type { Member } from './members.ts'
import { resolveWindow, type Window, type WindowRequest } from './window.ts'
import { zoneOf } from './zone.ts'

export type Site = Member & { zone: string; currency: string }

type WindowScope = {
  window: WindowRequest
  compare?: 'previous_period' | { from: string; to: string } | undefined
  sites: string[]
  visible: Site[]
  shifts: SiteShift[]
  now: Date
}

/** The window, and the one to compare with, in the one zone that the sites in scope share. */
export function checkWindow(scope: WindowScope): { window: Window; before: Window | null } {
  const { sites, visible, now, compare } = scope
  const inScope = visible.filter(({ id }) => sites.includes(id))
  const [zone = 'UTC', ...others] = [...new Set(inScope.map((site) => site.zone))]
  if (others.length > 0) {
    const what = `the sites lie in several zones (${[zone, ...others].join(', ')})`
    throw refused('filters.site', what, 'Ask for the sites of one zone at a time.')
  }
  const shifts = scope.shifts.filter(({ siteId }) => sites.includes(siteId))
  const plant = { now, zone: zoneOf(zone), shifts: agreedShifts(shifts, scope.window) }
  const { window, previous } = resolveWindow(scope.window, plant)
  if (compare === undefined) return { window, before: null }
  if (compare === 'previous_period') return { window, before: previous }
  return { window, before: resolveWindow(compare, plant).window }
}

export type SiteShift = {
  siteId: string
  id: string
  startMinute: number
  endMinute: number
}

/** Several sites share a shift window only where their shifts have the same times. */
function agreedShifts(shifts: SiteShift[], { period }: WindowRequest): SiteShift[] {
  const agreed = new Map<string, SiteShift>()
  for (const shift of shifts) {
    const held = agreed.get(shift.id) ?? shift
    agreed.set(shift.id, held)
    const differs = held.startMinute !== shift.startMinute || held.endMinute !== shift.endMinute
    if (differs && period?.endsWith('_shift')) {
      const what = `shift ${shift.id} has other times at ${held.siteId} than at ${shift.siteId}`
      throw refused('filters.site', what, 'Ask for one site at a time.')
    }
  }
  return [...agreed.values()]
}
