import { useNavigate, useSearch } from '@tanstack/react-router'
import { useChosenSite } from '../app/language.tsx'
import { Answered } from '../readings/answered.tsx'
import { DaysField } from '../readings/days-field.tsx'
import styles from '../readings/readings.module.css'
import { useReading } from '../readings/readings.ts'
import { useBrought } from '../readings/use-brought.ts'
import { useReadingWords } from '../readings/words.ts'
import { Workspace } from '../readings/workspace.tsx'
import { BadLots } from './bad-lots.tsx'
import { ControlPart } from './control-part.tsx'
import { LotField } from './lot-field.tsx'
import { OneLot } from './one-lot.tsx'
import { type QualitySearch, spans } from './trace.ts'
import { useQualityWords } from './words.ts'

/** Lots both ways, what bad ones share, and whether the process is in control. */
export function QualityPage() {
  const words = useQualityWords()
  const shared = useReadingWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/quality' })
  const { id: siteId, name } = useChosenSite(search.site)
  const { lot, days = 28 } = search
  const all = { site: siteId, days, limit: 100 }
  const bad = useReading('trace_lot', all)
  const brought = useBrought(lot)
  const full = { ...search, site: siteId, days }
  const go = (next: QualitySearch) => void navigate({ to: '/quality', search: next })
  const known = bad.data?.data.comparison
  return (
    <Workspace
      name={words.name}
      title={words.title(name)}
      lead={words.lead}
      siteId={siteId}
      // Lots and machines belong to their site.
      change={(site) => go({ site, days })}
    >
      <div className={styles.fields}>
        <DaysField
          label={shared.window}
          days={days}
          choices={spans}
          change={(days) => go({ ...full, days })}
        />
        <LotField
          key={lot}
          lot={lot ?? ''}
          known={[
            ...(known?.suspects.lots ?? []),
            ...(known?.causes ?? [])
              .filter(({ kind }) => kind === 'material_lot' || kind === 'lot')
              .map(({ id }) => id),
          ]}
          trace={(typed) => {
            const { lot: _, ...others } = full
            go(typed === '' ? others : { ...others, lot: typed })
          }}
        />
      </div>
      <div ref={brought} tabIndex={-1} className={styles.brought}>
        {lot === undefined ? (
          <Answered asked={bad} label={words.badLots}>
            {(reading) => <BadLots reading={reading} args={all} search={full} />}
          </Answered>
        ) : (
          <OneLot key={lot} args={{ ...all, lots: [lot] }} search={full} />
        )}
      </div>
      <ControlPart search={full} go={go} />
    </Workspace>
  )
}
