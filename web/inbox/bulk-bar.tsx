import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { BulkReply, ProposalView } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage } from '../app/language.tsx'
import styles from './bulk-bar.module.css'
import { faultsOf, type Reason, type ReasonFault } from './decision-rules.ts'
import dialog from './dialog.module.css'
import { ReasonFields } from './reject-dialog.tsx'
import { keyOf, shownOf } from './selection.ts'
import { useBulk } from './verbs.ts'
import { useInboxWords } from './words.ts'

type Chosen = ReadonlyMap<string, ProposalView>
type Props = { chosen: Chosen; ended: () => void }

/** Decides what is selected: each on its own, each with an outcome of its own. */
export function BulkBar({ chosen, ended }: Props) {
  const { bulk: words } = useInboxWords()
  const [asked, setAsked] = useState<{ verdict: 'approve' | 'reject'; seen: Chosen } | null>(null)
  const ask = (verdict: 'approve' | 'reject') => {
    if (chosen.size > 0) setAsked({ verdict, seen: chosen })
  }
  return (
    <section className={styles.bar} aria-label={words.start}>
      <p role="status">{chosen.size === 0 ? words.hint : words.chosen(chosen.size)}</p>
      {chosen.size > 0 && (
        <div className={styles.buttons}>
          <Button variant="default" onClick={() => ask('reject')}>
            {words.reject}
          </Button>
          <Button onClick={() => ask('approve')}>{words.approve}</Button>
        </div>
      )}
      {asked !== null && (
        <BulkDialog
          {...asked}
          close={(decided) => {
            setAsked(null)
            if (decided) ended()
          }}
        />
      )}
    </section>
  )
}

type DialogProps = {
  seen: Chosen
  verdict: 'approve' | 'reject'
  close: (decided: boolean) => void
}

function BulkDialog({ seen, verdict, close }: DialogProps) {
  const { bulk: words } = useInboxWords()
  const bulk = useBulk()
  const heading = verdict === 'approve' ? words.approveHeading : words.rejectHeading
  const done = bulk.data !== undefined || bulk.error !== null
  return (
    <Dialog
      title={bulk.data === undefined ? heading(seen.size) : words.results}
      close={() => close(done)}
    >
      {bulk.data === undefined ? (
        <BulkForm seen={seen} verdict={verdict} bulk={bulk} close={() => close(done)} />
      ) : (
        <Results seen={seen} outcomes={bulk.data.outcomes} close={() => close(true)} />
      )}
    </Dialog>
  )
}

type FormProps = Pick<DialogProps, 'seen' | 'verdict'> & {
  bulk: ReturnType<typeof useBulk>
  close: () => void
}

function BulkForm({ seen, verdict, bulk, close }: FormProps) {
  const { language, words: app } = useLanguage()
  const { bulk: words } = useInboxWords()
  const [reason, setReason] = useState<Reason>({ code: null, text: '' })
  const [faults, setFaults] = useState<ReasonFault>({})
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = verdict === 'reject' ? faultsOf(reason) : {}
    setFaults(found)
    if (Object.keys(found).length > 0) return
    const text = reason.text.trim()
    bulk.mutate({
      ...{ shown: shownOf(seen), verdict },
      ...(reason.code === null ? {} : { reasonCode: reason.code }),
      ...(text === '' ? {} : { reasonText: text }),
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <ul className={styles.list}>
        {[...seen.values()].map((one) => (
          <li key={keyOf(one)}>{one.title[language]}</li>
        ))}
      </ul>
      {verdict === 'reject' && <ReasonFields reason={reason} faults={faults} change={setReason} />}
      {bulk.error !== null && (
        <p role="alert" className={dialog.fault}>
          {app.decide.unsure}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={close}>
          {app.decide.cancel}
        </Button>
        <Button
          type="submit"
          loading={bulk.isPending}
          {...(verdict === 'reject' ? { className: dialog.reject } : { 'data-autofocus': true })}
        >
          {verdict === 'approve' ? words.approveYes : words.rejectYes}
        </Button>
      </div>
    </form>
  )
}

type ResultProps = { seen: Chosen; outcomes: BulkReply['outcomes']; close: () => void }

function Results({ seen, outcomes, close }: ResultProps) {
  const { language, words: app } = useLanguage()
  const words = useInboxWords()
  const said: Record<string, string> = { ...words.outcomes, ...app.decide.outcomes }
  return (
    <>
      <ul className={styles.list}>
        {outcomes.map(({ siteId, id, outcome }) => (
          <li key={`${siteId}/${id}`} data-outcome={outcome}>
            <strong>{seen.get(`${siteId}/${id}`)?.title[language] ?? id}</strong>
            <br />
            {said[outcome] ?? outcome}
          </li>
        ))}
      </ul>
      <div className={dialog.buttons}>
        <Button onClick={close} data-autofocus>
          {words.bulk.done}
        </Button>
      </div>
    </>
  )
}
