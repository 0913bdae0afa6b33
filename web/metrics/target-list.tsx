import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MetricDetail, MetricTargetView } from '../../server/http/contract.ts'
import { formatNumber } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { useNaming } from '../chat/names.ts'
import { TargetDialog } from './target-dialog.tsx'
import styles from './target-list.module.css'
import { useUnitWord } from './unit-word.ts'
import { useMetricWords } from './words.ts'

type Definition = MetricDetail['versions'][number]['definition']
type Props = { detail: MetricDetail; definition: Definition }

/** Every target that there is or was, with who set it; another one is asked for here. */
export function TargetList({ detail, definition }: Props) {
  const { detail: words } = useMetricWords()
  const [isOpen, setOpen] = useState(false)
  const { targets, targetsInReview, standing } = detail
  return (
    <div className={styles.part}>
      {targetsInReview.map(({ siteId, actionId }) => (
        <p key={actionId}>
          {words.target.review}{' '}
          <Link to="/inbox/$siteId/$id" params={{ siteId, id: actionId }}>
            {words.openReview}
          </Link>
        </p>
      ))}
      {targets.length === 0 ? (
        <p>{words.noTargets}</p>
      ) : (
        <Table targets={targets} unit={definition.unit} />
      )}
      {standing.length > 0 && (
        <Button variant="default" className={styles.set} onClick={() => setOpen(true)}>
          {words.target.set}
        </Button>
      )}
      {isOpen && <TargetDialog definition={definition} close={() => setOpen(false)} />}
    </div>
  )
}

function Table({ targets, unit }: { targets: MetricTargetView[]; unit: string }) {
  const { target: words } = useMetricWords().detail
  const { language } = useLanguage()
  const naming = useNaming(language)
  const unitWord = useUnitWord()
  return (
    <table className={styles.table} aria-label={words.table}>
      <thead>
        <tr>
          {[words.scope, words.value, words.from, words.state, words.by].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {targets.map((one) => (
          <tr key={`${one.siteId} ${one.scope} ${one.seq}`} data-state={one.state}>
            <th scope="row">
              {one.scope === one.siteId
                ? naming.value('site', one.siteId, one.siteId)
                : naming.value('equipment', one.scope, one.siteId)}
            </th>
            <td data-label={words.value}>
              {one.target === null
                ? words.none
                : formatNumber(one.target, unit === 'currency' ? unitWord(unit) : unit, language)}
            </td>
            <td data-label={words.from}>{one.fromDay ?? '–'}</td>
            <td data-label={words.state}>{words.states[one.state]}</td>
            <td data-label={words.by}>
              <SetBy target={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SetBy({
  target: { siteId, actionId, requestedBy, approvedBy },
}: {
  target: MetricTargetView
}) {
  const { detail: words } = useMetricWords()
  const { words: app } = useLanguage()
  if (actionId === null) return words.target.imported
  return (
    <span>
      {requestedBy}
      {approvedBy.length > 0 &&
        `${app.app.comma}${words.target.approved(approvedBy.join(app.app.comma))}`}{' '}
      <Link to="/inbox/$siteId/$id" params={{ siteId, id: actionId }}>
        {words.proposal}
      </Link>
    </span>
  )
}
