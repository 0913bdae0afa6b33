import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Readings } from '../../server/http/contract.ts'
import { formatTime } from '../app/format.ts'
import { useChosenSite, useLanguage } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { Notice } from '../app/states.tsx'
import button from '../charts/file-buttons.module.css'
import { DataPanel } from '../chat/data-panel.tsx'
import { useNaming } from '../chat/names.ts'
import { Answered } from '../readings/answered.tsx'
import { DataTable } from '../readings/data-table.tsx'
import { MachineField } from '../readings/machine-field.tsx'
import styles from '../readings/readings.module.css'
import { readingFile, useReading } from '../readings/readings.ts'
import { useReadingWords } from '../readings/words.ts'
import { Workspace } from '../readings/workspace.tsx'
import { useTicketWords } from './words.ts'

const few = 50
const most = 200

type Search = { site?: string; equipment?: string; kind?: string; status?: string; by?: string }

/** Work orders of a site: how many of which, and each. */
export function TicketsPage() {
  const words = useTicketWords()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const search = useSearch({ from: '/tickets' })
  const { id: siteId, name } = useChosenSite(search.site)
  const { equipment, kind, status = 'open' } = search
  const [limit, setLimit] = useState(few)
  const by = search.by ?? (equipment === undefined ? 'equipment' : 'kind')
  const args = {
    ...{ site: siteId, group_by: by, limit },
    ...(equipment === undefined ? {} : { equipment }),
    ...(kind === undefined ? {} : { kind }),
    ...(status === 'all' ? {} : { status }),
  }
  const asked = useReading('list_tickets', args)
  const go = (next: Search) => void navigate({ to: '/tickets', search: next })
  return (
    <Workspace
      name={words.name}
      title={words.title(name)}
      lead={words.lead}
      siteId={siteId}
      change={(site) =>
        go({ ...(kind === undefined ? {} : { kind }), site, status, by: 'equipment' })
      }
    >
      <Filters search={{ ...search, site: siteId, status, by }} go={go} />
      <Answered asked={asked} label={words.name}>
        {({ data, chart, figures }) =>
          data.total === 0 ? (
            <Notice title={words.none} hint={words.noneHint} />
          ) : (
            <>
              <p role="status">{words.count(data.total)}</p>
              {data.groups.length > 1 && (
                <div className={styles.panel}>
                  <DataPanel
                    {...{ chart, figures, language }}
                    file={readingFile('list_tickets', language, args)}
                  />
                </div>
              )}
              <List data={data} more={limit === few ? () => setLimit(most) : null} />
            </>
          )
        }
      </Answered>
    </Workspace>
  )
}

function Filters({
  search,
  go,
}: {
  search: Search & { site: string }
  go: (search: Search) => void
}) {
  const words = useTicketWords()
  const set = (key: keyof Search, value: string) => {
    const { [key]: _, ...others } = search
    go(value === '' ? others : { ...others, [key]: value })
  }
  const { values } = useLanguage().words
  const choices = (of: readonly string[]) =>
    of.map((value) => ({ value, label: values[value] ?? value }))
  return (
    <div className={styles.fields}>
      <SelectField
        label={words.status}
        value={search.status ?? ''}
        choices={[
          { value: 'open', label: words.unfinished },
          ...choices(['in_progress', 'closed', 'cancelled']),
          { value: 'all', label: words.every },
        ]}
        change={(value) => set('status', value)}
      />
      <SelectField
        label={words.kind}
        value={search.kind ?? ''}
        empty={words.every}
        choices={choices(['corrective', 'preventive', 'inspection'])}
        change={(value) => set('kind', value)}
      />
      <MachineField
        label={words.equipment}
        siteId={search.site}
        value={search.equipment ?? ''}
        empty={words.everything}
        change={(value) => set('equipment', value)}
      />
      <SelectField
        label={words.by}
        value={search.by ?? ''}
        choices={Object.entries(words.groups).map(([value, label]) => ({ value, label }))}
        change={(value) => set('by', value)}
      />
    </div>
  )
}

type ListProps = { data: Readings['list_tickets']; more: (() => void) | null }

function List({ data, more }: ListProps) {
  const words = useTicketWords()
  const shared = useReadingWords()
  const { language, words: app } = useLanguage()
  const { values } = app
  const naming = useNaming(language)
  const time = (iso: string) => formatTime(iso, data.window.zone, language)
  return (
    <section className={styles.part} aria-label={words.name}>
      <DataTable
        label={words.name}
        columns={[
          { head: words.ticket },
          { head: words.equipment },
          { head: words.kind },
          { head: words.status },
          { head: words.priority },
          { head: words.code },
          { head: words.opened },
          { head: words.closed },
          { head: words.proposal },
        ]}
        rows={data.tickets.map((one) => ({
          key: `${one.site} ${one.id}`,
          cells: [
            <span key="title" className={styles.stacked}>
              {one.title}
              <code className={styles.code}>{one.id}</code>
            </span>,
            naming.value('machine', one.equipment, one.site),
            values[one.kind] ?? one.kind,
            values[one.status] ?? one.status,
            values[one.priority] ?? one.priority,
            one.failure_code,
            time(one.opened_at),
            one.closed_at === null ? null : time(one.closed_at),
            one.action_id === null ? null : (
              <Link
                key="proposal"
                to="/inbox/$siteId/$id"
                params={{ siteId: one.site, id: one.action_id }}
                className={styles.link}
              >
                {words.open}
              </Link>
            ),
          ],
        }))}
      />
      {data.truncated && (
        <p className={styles.quiet}>{shared.shown(data.tickets.length, data.total)}</p>
      )}
      {data.truncated && more !== null && (
        <button type="button" className={button.button} onClick={more}>
          {words.more(Math.min(most, data.total))}
        </button>
      )}
    </section>
  )
}
