import type { MetricCard, MissingMetric } from '../../server/http/contract.ts'

type Named = Pick<MetricCard, 'id' | 'names' | 'synonyms'>

/** Every word that people call it by, in both languages. */
export const wordsOf = ({ id, names, synonyms }: Named): string[] => [
  ...[id, names.zh, names.en],
  ...[...synonyms.zh, ...synonyms.en],
]

/** Spaces, hyphens and case do not tell names apart. */
const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '')

/** True when one of the words holds all that was typed. */
export function holds(words: string[], typed: string): boolean {
  const wanted = fold(typed)
  return wanted === '' || words.some((word) => fold(word).includes(wanted))
}

export const byName = (language: 'zh' | 'en') => (a: Named, b: Named) =>
  a.names[language].localeCompare(b.names[language], language === 'zh' ? 'zh-CN' : 'en')

export type Wanted = { typed: string; source: string; owner: string }

export function findMetrics(metrics: MetricCard[], { typed, source, owner }: Wanted): MetricCard[] {
  return metrics.filter((metric) => {
    const standard = metric.isoNumber === null ? 'site' : 'iso'
    if (source !== 'all' && source !== standard) return false
    if (owner !== '' && owner !== metric.owner) return false
    return holds(wordsOf(metric), typed)
  })
}

/** They belong to no owner yet. */
export function findMissing(
  missing: MissingMetric[],
  { typed, source, owner }: Wanted,
): MissingMetric[] {
  if (source === 'site' || owner !== '') return []
  return missing.filter(({ names, number }) =>
    holds([names.zh, names.en, `ISO 22400-2 no. ${number}`], typed),
  )
}
