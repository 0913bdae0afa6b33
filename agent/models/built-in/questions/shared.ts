import type { Reading } from '../reading.ts'
import type { Group } from '../thread/asks-anew.ts'
import { isUnplaced } from '../thread/merge-readings.ts'

/** `how many tickets and how many orders does Dongguan have`: whose they are is said once, at the end. */
export function withSharedPlace(groups: Group[], tail: Reading): Reading[] {
  const last = groups.at(-1)?.reading
  const isOfAll = tail.intent === 'outside' && tail.sites.length + tail.equipment.length > 0
  return groups.map(({ text, reading }) => {
    const isBare = isUnplaced(reading) && reading.window === undefined
    const isCut = isBare && (isOfAll || !aVerb.test(text))
    if (last === undefined || !isCut) return reading
    const { sites, equipment, window } = last
    return { ...reading, sites, equipment, ...(window ? { window } : {}) }
  })
}
/** What makes an English question whole; one in Chinese says first whose it is. */
const aVerb =
  /\p{Script=Han}|\b(?:is|are|was|were|do|does|did|has|have|had|can|will|show|list|tell|give)\b/iu

/** `A of X and B of Y, both last week`: a time for all that stands at the end. */
export function withSharedTime(readings: Reading[], said: string): Reading[] {
  const { window, metrics = [] } = readings.at(-1) ?? {}
  if (window === undefined) return readings
  // Another figure without a time would be told of the last days, which nobody spoke of.
  const isOther = (one: Reading) => one.intent === 'kpi' && one.metrics.join() !== metrics.join()
  const isOpen = (one: Reading) => one.window === undefined && (together.test(said) || isOther(one))
  return readings.map((one) => (isOpen(one) ? { ...one, window } : one))
}
const together =
  /\bboth\b|\ball\s+(?:of\s+(?:them|it)|for)\b|都(?:是|要|看)|均为|各(?:是|自|为)?(?:多少|几)|分别/iu
