import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../app/api.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import { kpiFile } from '../explorer/downloads.tsx'
import { kpiQuery } from './metrics.ts'
import styles from './trend.module.css'
import { useMetricWords } from './words.ts'

/** One point a day at the sites of the reader. */
export function Trend({ id }: { id: string }) {
  const { detail: words } = useMetricWords()
  const { language } = useLanguage()
  const sites = useSites()
  // Sites of several zones have no day in common.
  const oneZone = new Set(sites.map(({ zone }) => zone)).size === 1
  const [site, setSite] = useState(oneZone ? '' : (sites[0]?.id ?? ''))
  const { data, error, refetch } = useQuery({
    ...kpiQuery({ language, query: trendOf(id, site, sites.length) }),
    placeholderData: keepPreviousData,
  })
  const known = data?.figures.some(({ value }) => value !== null)
  return (
    <div className={styles.trend}>
      {sites.length > 1 && (
        <div className={styles.site}>
          <SelectField
            label={words.site}
            value={site}
            {...(oneZone ? { empty: words.allSites } : {})}
            choices={sites.map((one) => ({ value: one.id, label: one.name }))}
            change={setSite}
          />
        </div>
      )}
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : error instanceof ApiError && error.status === 400 ? (
          <Notice title={words.trendFailed} hint={words.trendHint} />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : known ? (
        <DataPanel
          key={site}
          {...{ chart: data.chart, figures: data.figures, language }}
          file={kpiFile(language, trendOf(id, site, sites.length))}
        />
      ) : (
        <Notice title={words.noTrend} hint={words.noTrendHint} />
      )}
    </div>
  )
}

const trendOf = (id: string, site: string, sites: number) => ({
  metrics: [id],
  window: { period: 'last_n_days', n: 30 },
  grain: 'day',
  ...(site === '' ? (sites > 1 ? { dimensions: ['site'] } : {}) : { filters: { site: [site] } }),
  limit: 500,
})
