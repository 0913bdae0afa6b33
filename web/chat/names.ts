import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { axisLabels } from '../../charts/index.ts'
import type { NamedThing, Names } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import type { Language } from '../app/format.ts'
import { useSites } from '../app/language.tsx'
import { countWord, valueWord } from './code-words.ts'

const namesQuery = queryOptions({
  queryKey: ['names'],
  queryFn: ({ signal }) => getJson<Names>('/api/names', { signal }),
  staleTime: 10 * 60_000,
})

/** What ids are called; an unknown id is shown as it is. */
export type Naming = {
  metric: (id: string) => string
  /** A value of a dimension; the site, where it is known, tells equal ids apart. */
  value: (dimension: string, id: string, siteId: string | undefined) => string
}

const kinds: Record<string, NamedThing['kind']> = {
  ...{ line: 'equipment', machine: 'equipment', equipment: 'equipment' },
  ...{ team: 'team', shift: 'shift', product: 'product', reason: 'reason' },
  ...{ material: 'material', supplier: 'supplier' },
}
const times = ['hour', 'day', 'week', 'month']

export function namingOf(
  things: NamedThing[],
  sites: { id: string; name: string }[],
  language: Language,
): Naming {
  const nameOf = (thing: NamedThing) => (language === 'zh' ? thing.nameZh : thing.nameEn)
  const byKey = new Map(things.map((thing) => [keyOf(thing.kind, thing.siteId, thing.id), thing]))
  const anywhere = new Map(things.map((thing) => [keyOf(thing.kind, '', thing.id), thing]))
  const find = (kind: NamedThing['kind'], siteId: string, id: string) =>
    byKey.get(keyOf(kind, siteId, id)) ?? anywhere.get(keyOf(kind, '', id))
  return {
    metric: (id) => {
      const found = find('metric', 'group', id)
      return found ? nameOf(found) : countWord(id, language)
    },
    value: (dimension, id, siteId = '') => {
      if (dimension === 'site') return sites.find((site) => site.id === id)?.name ?? id
      if (times.includes(dimension)) return axisLabels([id], language)[0] ?? id
      const kind = kinds[dimension]
      if (kind === undefined) return valueWord(dimension, id, language)
      const found = find(kind, siteId, id)
      if (!found) return id
      return kind === 'equipment' ? `${nameOf(found)} ${id}` : nameOf(found)
    },
  }
}

const keyOf = (kind: string, siteId: string, id: string) => `${kind} ${siteId} ${id}`

/** The answer's own language, for its names stand beside its words. */
export function useNaming(language: Language): Naming {
  const { data } = useQuery(namesQuery)
  const sites = useSites()
  return useMemo(() => namingOf(data?.items ?? [], sites, language), [data, sites, language])
}
