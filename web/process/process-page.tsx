import { useNavigate, useSearch } from '@tanstack/react-router'
import { useChosenSite, useLanguage } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { Notice } from '../app/states.tsx'
import { DataPanel } from '../chat/data-panel.tsx'
import { useNaming } from '../chat/names.ts'
import { Answered } from '../readings/answered.tsx'
import { DaysField } from '../readings/days-field.tsx'
import { ReadLine } from '../readings/read-line.tsx'
import styles from '../readings/readings.module.css'
import { readingFile, useReading } from '../readings/readings.ts'
import { useBrought } from '../readings/use-brought.ts'
import { useReadingWords } from '../readings/words.ts'
import { Workspace } from '../readings/workspace.tsx'
import { MachinePart } from './machine-part.tsx'
import { SettingTable } from './setting-table.tsx'
import { useProcessWords } from './words.ts'

const responses = ['scrap_ratio', 'effectiveness', 'energy_per_piece']
const spans = [30, 60, 90, 180]

type Search = { site?: string; machine?: string; response?: string; days?: number }

/** What the settings of machines explain, and within which window to run them. */
export function ProcessPage() {
  const words = useProcessWords()
  const shared = useReadingWords()
  const { language } = useLanguage()
  const naming = useNaming(language)
  const navigate = useNavigate()
  const search = useSearch({ from: '/process' })
  const { id: siteId, name } = useChosenSite(search.site)
  const { machine } = search
  const { response = 'scrap_ratio', days = 90 } = search
  const args = { site: siteId, response, days }
  const asked = useReading('process_window', args)
  const brought = useBrought(machine)
  const go = (next: Search) =>
    void navigate({ to: '/process', search: { ...search, site: siteId, ...next } })
  return (
    <Workspace
      name={words.name}
      title={words.title(name)}
      lead={words.lead}
      siteId={siteId}
      change={(site) => void navigate({ to: '/process', search: { site, response, days } })}
      fields={
        <>
          <SelectField
            label={words.response}
            value={response}
            choices={responses.map((value) => ({ value, label: naming.metric(value) }))}
            change={(value) => go({ response: value })}
          />
          <DaysField
            label={shared.window}
            days={days}
            choices={spans}
            change={(days) => go({ days })}
          />
        </>
      }
    >
      <div ref={brought} tabIndex={-1} className={styles.brought}>
        {machine !== undefined && (
          <MachinePart key={machine} args={{ ...args, equipment: machine }} />
        )}
      </div>
      <Answered asked={asked} label={words.settings}>
        {({ data, chart, figures }) => (
          <>
            {machine === undefined && chart !== null && (
              <div className={styles.panel}>
                <DataPanel
                  {...{ chart, figures, language }}
                  file={readingFile('process_window', language, args)}
                />
              </div>
            )}
            {data.machines.length === 0 ? (
              <Notice title={words.none} hint={data.notes.join(' ')} />
            ) : (
              <>
                <SettingTable data={data} search={{ ...search, site: siteId }} />
                {data.truncated && (
                  <p className={styles.quiet}>{shared.shown(data.machines.length, data.total)}</p>
                )}
                <section className={styles.part} aria-label={words.notes}>
                  <h2>{words.notes}</h2>
                  <ul className={styles.list}>
                    {data.notes.map((note) => (
                      <li key={note}>{note}</li>
                    ))}
                  </ul>
                  <ReadLine basis={data.basis} />
                </section>
              </>
            )}
          </>
        )}
      </Answered>
    </Workspace>
  )
}
