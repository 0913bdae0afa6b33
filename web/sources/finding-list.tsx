import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { SourceFinding } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { useNaming } from '../chat/names.ts'
import { CloseDialog } from './close-dialog.tsx'
import { DataSection, NoData } from './data-section.tsx'
import own from './finding-list.module.css'
import { findingText } from './finding-text.ts'
import styles from './list.module.css'
import { useFindingChange } from './sources.ts'
import { useSourceWords } from './words.ts'

const shownAtFirst = 6

/** What is wrong with the data, who looks after it, and taking it on. */
export function FindingList({ findings }: { findings: SourceFinding[] }) {
  const { findings: words } = useSourceWords()
  const [all, setAll] = useState(false)
  const [closing, setClosing] = useState<SourceFinding | null>(null)
  const change = useFindingChange()
  const heading = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // What had the focus is gone from the list.
    if (change.isSuccess && change.variables.status === 'closed') heading.current?.focus()
  }, [change.isSuccess, change.variables])
  const shown = all ? findings : findings.slice(0, shownAtFirst)
  const open = findings.filter(({ status }) => status === 'open').length
  return (
    <DataSection title={words.heading} count={open > 0 ? words.count(open) : undefined}>
      <div ref={heading} tabIndex={-1} role="status" className={own.news}>
        {change.error !== null && (
          <p className={styles.bad}>
            {change.error instanceof ApiError && change.error.status === 403
              ? words.forbidden
              : words.failed}
          </p>
        )}
      </div>
      {findings.length === 0 ? (
        <NoData title={words.none} hint={words.noneHint} />
      ) : (
        <ul className={styles.card}>
          {shown.map((finding) => (
            <Finding
              key={`${finding.siteId} ${finding.id}`}
              finding={finding}
              sending={change.isPending && change.variables.id === finding.id}
              take={() => change.mutate({ ...keyOf(finding), status: 'acknowledged' })}
              close={() => setClosing(finding)}
            />
          ))}
        </ul>
      )}
      {shown.length < findings.length && (
        <Button variant="default" className={own.more} onClick={() => setAll(true)}>
          {words.more(findings.length - shown.length)}
        </Button>
      )}
      {closing !== null && (
        <CloseDialog
          sending={change.isPending}
          cancel={() => setClosing(null)}
          close={(note) =>
            change.mutate(
              { ...keyOf(closing), status: 'closed', note },
              { onSettled: () => setClosing(null) },
            )
          }
        />
      )}
    </DataSection>
  )
}

const keyOf = ({ siteId, id }: SourceFinding) => ({ siteId, id })

type ItemProps = {
  finding: SourceFinding
  sending: boolean
  take: () => void
  close: () => void
}

function Finding({ finding, sending, take, close }: ItemProps) {
  const { language, words: app } = useLanguage()
  const { findings: words, told } = useSourceWords()
  const naming = useNaming(language)
  const { siteId, kind, subject, from, to, owner, status, note, mayChange } = finding
  const site = useSite(siteId)
  return (
    <li className={own.item}>
      <div className={own.what}>
        <p className={own.kind} data-status={status}>
          {words.kinds[kind] ?? kind}
        </p>
        <p className={styles.name}>{naming.value('equipment', subject, siteId)}</p>
        {findingText(finding, { language, told }).map((text) => (
          <p key={text}>{text}</p>
        ))}
        {note !== null && <p className={styles.quiet}>{note}</p>}
        <p className={styles.quiet}>
          {site.name} · <Moment at={from} siteId={siteId} /> – <Moment at={to} siteId={siteId} />
        </p>
      </div>
      <div className={own.care}>
        <p>
          <span className={styles.quiet}>{`${words.owner} `}</span>
          {app.roles[owner] ?? owner}
          <span className={styles.quiet}>{` · ${words.status[status] ?? status}`}</span>
        </p>
        {mayChange && (
          <div className={own.buttons}>
            {status === 'open' && (
              <Button variant="default" loading={sending} onClick={take}>
                {words.take}
              </Button>
            )}
            <Button variant="subtle" onClick={close}>
              {words.close}
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}
