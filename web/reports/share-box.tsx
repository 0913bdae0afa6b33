import { useState } from 'react'
import type { ShareReaders } from '../../server/http/contract.ts'
import { Moment } from '../app/moment.tsx'
import { SelectField } from '../app/select-field.tsx'
import button from '../charts/file-buttons.module.css'
import form from '../form/form.module.css'
import gate from '../gate/gate.module.css'
import { useOwnRoles } from '../gate/people.ts'
import styles from './reports.module.css'
import { type ReportAddress, useEndShare, useShare, useShares } from './reports.ts'
import { useReportWords } from './words.ts'

const mayShare = ['supervisor', 'manager', 'admin']
const spans = [1, 7, 31]

/** Links to this report for people without a role at its site, made and ended by whoever leads there. */
export function ShareBox({ address }: { address: ReportAddress }) {
  const words = useReportWords()
  const may = useOwnRoles(address.siteId).some((role) => mayShare.includes(role))
  if (!may) return null
  return (
    <details className={styles.share}>
      <summary>{words.share}</summary>
      <p className={gate.quiet}>{words.shareHint}</p>
      <NewLink address={address} />
      <Links address={address} />
    </details>
  )
}

function NewLink({ address }: { address: ReportAddress }) {
  const words = useReportWords()
  const { data } = useShares(address)
  const [readers, setReaders] = useState<ShareReaders>('signed_in')
  const [days, setDays] = useState(7)
  const share = useShare(address)
  const made = share.data
  const offered = data?.readers ?? ['signed_in']
  return (
    <div className={form.form}>
      <SelectField
        label={words.shareReaders}
        value={readers}
        choices={offered.map((one) => ({ value: one, label: words.readers[one] }))}
        change={(chosen) => setReaders(offered.find((one) => one === chosen) ?? 'signed_in')}
        className={form.field}
      />
      <SelectField
        label={words.shareDays}
        value={String(days)}
        choices={spans.map((one) => ({ value: String(one), label: words.days(one) }))}
        change={(chosen) => setDays(Number(chosen))}
        className={form.field}
      />
      <button
        type="button"
        className={button.button}
        disabled={share.isPending}
        onClick={() => share.mutate({ readers, days })}
      >
        {words.shareMake}
      </button>
      <div role="status">
        {made?.outcome === 'shared' && <Address address={`${location.origin}${made.address}`} />}
        {made !== undefined && made.outcome !== 'shared' && <p>{words.shareRefused}</p>}
        {share.isError && <p>{words.subscribeFailed}</p>}
      </div>
    </div>
  )
}

/** Shown this once: nobody can read it again. */
function Address({ address }: { address: string }) {
  const words = useReportWords()
  return (
    <label className={form.field}>
      {words.shareOnce}
      <input readOnly value={address} onFocus={({ target }) => target.select()} />
    </label>
  )
}

function Links({ address }: { address: ReportAddress }) {
  const words = useReportWords()
  const { data } = useShares(address)
  const end = useEndShare(address)
  const now = Date.now()
  const standing = (data?.items ?? []).filter(
    ({ endedAt, expiresAt }) => endedAt === null && Date.parse(expiresAt) > now,
  )
  if (standing.length === 0) return null
  return (
    <ul className={gate.list} aria-label={words.shareStanding}>
      {standing.map(({ id, siteId, createdBy, expiresAt, readers, opened }) => (
        <li key={id} className={gate.item}>
          <span className={gate.about}>
            {words.readers[readers]} · {words.shareUntil} <Moment at={expiresAt} siteId={siteId} />
          </span>
          <span className={gate.quiet}>
            {createdBy} · {words.shareOpened(opened)}
          </span>
          <button type="button" className={button.button} onClick={() => end.mutate(id)}>
            {words.shareEnd}
          </button>
        </li>
      ))}
    </ul>
  )
}
