import { sql } from 'drizzle-orm'
import { inBoth, type Localized } from '../../base/language.ts'
import type { Tx } from '../../store/index.ts'
import { loadMetrics } from '../metrics/index.ts'
import type { AlertFeed } from './event.ts'
import type { Place, Places } from './places.ts'
import type { Rule } from './rule.ts'

/** What a rule watches at one place. */
export type Subject = {
  feed: AlertFeed
  subject: string
  scopeId: string
  labelZh: string
  labelEn: string
  unit: string
}

type Named = { id: string; nameZh: string; nameEn: string }

/** The subjects of a rule as the plant is today. */
export async function subjectsOf(tx: Tx, rule: Rule, places: Places): Promise<Subject[]> {
  const { watched, siteId, scopeId, unit } = rule
  const place = places.find(scopeId)
  const at = { scopeId, unit }
  switch (watched.kind) {
    case 'metric': {
      const label = metricLabel(await metricNames(tx, siteId, watched.metricId), place)
      return [{ feed: 'metric', subject: watched.metricId, ...at, ...label }]
    }
    case 'state':
      return places
        .machinesOf(scopeId)
        .map((machine) => ({ feed: 'state', subject: machine.id, ...labelOf(machine), unit: '' }))
    case 'tag':
      return tagSubjects(tx, rule, { places, pattern: watched.tags })
    case 'characteristic': {
      const found = await tx.rows<Named & { unit: string }>(sql`
        select id, name_zh as "nameZh", name_en as "nameEn", unit from characteristic
        where site_id = ${siteId} and id = ${watched.characteristicId}`)
      return found.map((one) => ({ ...at, ...named('characteristic', one), unit: one.unit }))
    }
    case 'material': {
      const found = await tx.rows<Named & { unit: string }>(sql`
        select id, name_zh as "nameZh", name_en as "nameEn", unit from material
        where site_id = ${siteId} and id = ${watched.materialId}`)
      return found.map((one) => ({ ...at, ...named('material', one), unit: one.unit }))
    }
    case 'source':
      return [{ feed: 'source', subject: watched.source, ...at, ...both(watched.source) }]
  }
}

const both = (text: string) => ({ labelZh: text, labelEn: text })

const named = (feed: AlertFeed, { id, nameZh, nameEn }: Named) => ({
  ...{ feed, subject: id, labelZh: `${nameZh} ${id}`, labelEn: `${nameEn} ${id}` },
})

async function metricNames(tx: Tx, siteId: string, metricId: string): Promise<Localized> {
  const metrics = await loadMetrics(tx, siteId)
  return metrics.find(({ id }) => id === metricId)?.names ?? inBoth(metricId)
}

const metricLabel = ({ zh, en }: Localized, place: Place | null) => ({
  labelZh: place === null ? zh : `${place.id} ${zh}`,
  labelEn: place === null ? en : `${en} of ${place.id}`,
})

const labelOf = ({ id, nameZh, nameEn }: Place) => ({
  scopeId: id,
  labelZh: nameZh === id ? id : `${id} ${nameZh}`,
  labelEn: nameEn === id ? id : `${id} ${nameEn}`,
})

type Wanted = { places: Places; pattern: string }

async function tagSubjects(
  tx: Tx,
  { siteId, scopeId }: Rule,
  { places, pattern }: Wanted,
): Promise<Subject[]> {
  const like = pattern.replace(/[\\%_]/g, (one) => `\\${one}`).replaceAll('*', '%')
  const tags = await tx.rows<Named & { unit: string; equipmentId: string }>(sql`
    select id, name_zh as "nameZh", name_en as "nameEn", unit, equipment_id as "equipmentId"
    from tag where site_id = ${siteId} and id like ${like} order by id`)
  return tags
    .filter(({ equipmentId }) => places.chainOf(equipmentId).includes(scopeId))
    .map(({ id, nameZh, nameEn, unit, equipmentId }) => ({
      ...{ feed: 'tag', subject: id, scopeId: equipmentId, unit },
      labelZh: `${equipmentId} ${nameZh}`,
      labelEn: `${equipmentId} ${nameEn}`,
    }))
}
