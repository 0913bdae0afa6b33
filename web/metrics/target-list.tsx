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
  const { scopeOf, shownValue } = useShown(definition.unit)
  return (
    <div className={styles.part}>
      {targetsInReview.map((one) => (
        <p key={one.actionId}>
          {words.target.review(scopeOf(one), shownValue(one), one.fromDay ?? '')}{' '}
          <Link to="/inbox/$siteId/$id" params={{ siteId: one.siteId, id: one.actionId }}>
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

type Shown = Pick<MetricTargetView, 'siteId' | 'scope' | 'target'>

/** What a target is for and its value, as people read them. */
function useShown(unit: string) {
  const { target: words } = useMetricWords().detail
  const { language } = useLanguage()
  const naming = useNaming(language)
  const unitWord = useUnitWord()
  return {
    scopeOf: ({ siteId, scope }: Shown) =>
      scope === siteId
        ? naming.value('site', siteId, siteId)
        : naming.value('equipment', scope, siteId),
    shownValue: ({ target }: Shown) =>
      target === null
        ? words.none
        : formatNumber(target, unit === 'currency' ? unitWord(unit) : unit, language),
  }
}

function Table({ targets, unit }: { targets: MetricTargetView[]; unit: string }) {
  const { target: words } = useMetricWords().detail
  const { scopeOf, shownValue } = useShown(unit)
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
            <th scope="row">{scopeOf(one)}</th>
            <td data-label={words.value}>{shownValue(one)}</td>
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
