import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useChosenSite, useLanguage } from '../app/language.tsx'
import { Notice } from '../app/states.tsx'
import { Answered } from '../readings/answered.tsx'
import { DaysField } from '../readings/days-field.tsx'
import styles from '../readings/readings.module.css'
import { readingFile, useReading } from '../readings/readings.ts'
import { useBrought } from '../readings/use-brought.ts'
import { useReadingWords } from '../readings/words.ts'
import { Workspace } from '../readings/workspace.tsx'
import { Fleet } from './fleet.tsx'
import own from './health.module.css'
import type { Health } from './health.ts'
import { MachinePart } from './machine-part.tsx'
import { ModelsPart } from './models-part.tsx'
import { useHealthWords } from './words.ts'

const spans = [3, 7, 14, 28]

/** The machines of a site by their sensors; one of them with all that is known of it. */
export function HealthPage() {
  const words = useHealthWords()
  const shared = useReadingWords()
  const navigate = useNavigate()
  const { site, days = 7 } = useSearch({ from: '/health' })
  const { id: siteId, name } = useChosenSite(site)
  const asked = useReading('machine_health', { site: siteId, days })
  const go = (search: { site: string; days?: number }) => void navigate({ to: '/health', search })
  return (
    <Workspace
      name={words.name}
      title={words.title(name)}
      lead={words.lead}
      siteId={siteId}
      change={(site) => go({ site, days })}
      fields={
        <DaysField
          label={shared.window}
          days={days}
          choices={spans}
          change={(days) => go({ site: siteId, days })}
        />
      }
    >
      <Answered asked={asked} label={words.name}>
        {({ data }) =>
          data.machines.length === 0 ? (
            <Notice title={words.noMachines} hint={words.noMachinesHint} />
          ) : (
            <Both data={data} siteId={siteId} days={days} />
          )
        }
      </Answered>
      <ModelsPart siteId={siteId} />
    </Workspace>
  )
}

type BothProps = { data: Health; siteId: string; days: number }

/** On a phone the list, or the machine that was chosen; where there is room both, the worst first. */
function Both({ data, siteId, days }: BothProps) {
  const words = useHealthWords()
  const shared = useReadingWords()
  const { language } = useLanguage()
  const { machine } = useSearch({ from: '/health' })
  const brought = useBrought(machine)
  const id = machine ?? data.machines[0]?.id ?? ''
  const args = { site: siteId, days, equipment: id }
  const asked = useReading('machine_health', args)
  return (
    <div className={own.both} data-chosen={machine !== undefined}>
      <Fleet data={data} chosen={id} siteId={siteId} days={days} />
      <div ref={brought} tabIndex={-1} className={own.one}>
        <Link to="/health" search={{ site: siteId, days }} className={own.back}>
          {shared.back}
        </Link>
        <Answered asked={asked} label={words.machine} className={styles.panel}>
          {(reading) => (
            <MachinePart
              key={id}
              reading={reading}
              file={readingFile('machine_health', language, args)}
            />
          )}
        </Answered>
      </div>
    </div>
  )
}
