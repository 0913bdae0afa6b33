import type { Reading } from '../reading.ts'
import { type Args, each, hoursOf, mostStates, said } from './said.ts'
import { mostProjections } from './to-come.ts'

export const machineArgs = ({ equipment: [machine], tag, window }: Reading): Args =>
  said({ machine: machine?.id, site: machine?.siteId, tag, hours: tag && hoursOf(window) })

/** Of each machine or line that is named, of each site, or of all that one may see. */
export function healthCalls(reading: Reading): Args[] {
  const { equipment, sites, window } = reading
  const hours = hoursOf(window)
  const days = hours === undefined || hours < 48 ? undefined : Math.min(90, Math.round(hours / 24))
  const named = equipment
    .slice(0, mostStates)
    .map(({ id, siteId }) => ({ equipment: id, site: siteId }))
  const places = named.length > 0 ? named : each(sites).map((site) => ({ site }))
  return places.map((place) => said({ ...place, days }))
}

/** One look at each machine or line that is named, else at each site that is, else at all. */
export function settingCalls({ equipment, sites, products, response, window }: Reading): Args[] {
  const hours = hoursOf(window)
  // Fewer days than the tool takes tell nothing of settings.
  const days =
    hours === undefined || hours < 432 ? undefined : Math.min(365, Math.round(hours / 24))
  const [product] = products
  const named = equipment
    .slice(0, mostStates)
    .map(({ id, siteId }) => ({ equipment: id, site: siteId }))
  const places = named.length > 0 ? named : each(sites).map((site) => ({ site }))
  return places.map((place) => said({ ...place, response, product, days }))
}

/** One trace of the lots that are named, else one a site of those that are bad. */
export function lotCalls(
  { lots = [], lotsCause: cause, window, sites: [site] }: Reading,
  sites: (string | undefined)[],
): Args[] {
  const hours = hoursOf(window)
  const days = hours === undefined ? undefined : Math.min(365, Math.max(1, Math.ceil(hours / 24)))
  if (cause !== undefined)
    return [said({ cause: `${cause.kind}:${cause.id}`, site: cause.siteId, days })]
  return lots.length > 0
    ? [said({ lots, site, days })]
    : sites.slice(0, mostProjections).map((one) => said({ site: one, days }))
}
