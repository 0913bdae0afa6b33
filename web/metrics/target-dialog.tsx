import { Button, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { KpiMembers, MetricDetail } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { Dialog } from '../app/dialog.tsx'
import { useChosenSite, useLanguage } from '../app/language.tsx'
import { dayMs } from '../app/milliseconds.ts'
import { randomId } from '../app/random-id.ts'
import { SelectField } from '../app/select-field.tsx'
import { SiteField } from '../app/site-field.tsx'
import { wallOf } from '../app/wall-time.ts'
import { serverFault } from '../form/server-fault.ts'
import { Unplaced } from '../form/unplaced.tsx'
import dialog from '../inbox/dialog.module.css'
import { useSetTarget } from './metrics.ts'
import styles from './target-list.module.css'
import { useUnitWord } from './unit-word.ts'
import { useMetricWords } from './words.ts'

type Props = { definition: MetricDetail['versions'][number]['definition']; close: () => void }

/** Asks for a target from a day on; then tells where the proposal waits. */
export function TargetDialog({ definition, close }: Props) {
  const { detail } = useMetricWords()
  const words = detail.target
  const { language } = useLanguage()
  const { data, error, isPending, mutate } = useSetTarget()
  const [requestKey] = useState(() => randomId('target'))
  const first = useChosenSite(definition.siteId === 'group' ? undefined : definition.siteId)
  const [given, setGiven] = useState({ site: '', line: '', target: '', fromDay: '', reason: '' })
  const site = useChosenSite(given.site || first.id)
  const tomorrow = wallOf(Date.now() + dayMs, site.zone).slice(0, 10)
  const fromDay = given.fromDay || tomorrow
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate({
      ...{
        site: site.id,
        metric: definition.id,
        target: Number(given.target),
        fromDay,
        requestKey,
      },
      ...(given.line === '' ? {} : { line: given.line }),
      reason: given.reason.trim(),
    })
  }
  const typed = (name: 'target' | 'reason') => ({
    value: given[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setGiven({ ...given, [name]: target.value }),
  })
  return (
    <Dialog title={`${words.set}: ${definition.names[language]}`} close={close}>
      <form onSubmit={submit} className={styles.form}>
        <p>{words.dialogLead}</p>
        {data === undefined ? (
          <>
            {definition.siteId === 'group' && (
              <SiteField
                label={words.site}
                siteId={site.id}
                change={(id) => setGiven({ ...given, site: id, line: '' })}
              />
            )}
            {definition.dimensions.includes('line') && (
              <LineField
                siteId={site.id}
                value={given.line}
                change={(line) => setGiven({ ...given, line })}
              />
            )}
            <ValueField unit={definition.unit} {...typed('target')} />
            <TextInput
              type="date"
              label={words.day}
              required
              value={fromDay}
              onChange={({ target }) => setGiven({ ...given, fromDay: target.value })}
            />
            <Textarea
              label={words.reason}
              required
              maxLength={1000}
              rows={2}
              {...typed('reason')}
            />
          </>
        ) : (
          <p role="status">
            {words.filed}{' '}
            <Link to="/inbox/$siteId/$id" params={{ siteId: data.siteId, id: data.id }}>
              {detail.openReview}
            </Link>
          </p>
        )}
        <Unplaced fault={serverFault(error, language)} names={[]} />
        <div className={dialog.buttons}>
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          {data === undefined && (
            <Button
              type="submit"
              loading={isPending}
              disabled={given.target === '' || given.reason.trim().length < 3}
            >
              {words.send}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  )
}

type ValueProps = {
  unit: string
  value: string
  onChange: (event: { target: { value: string } }) => void
}

function ValueField({ unit, ...field }: ValueProps) {
  const { target: words } = useMetricWords().detail
  const label = `${words.value} (${useUnitWord()(unit)})`
  return (
    <TextInput type="number" step="any" inputMode="decimal" label={label} required {...field} />
  )
}

type LineProps = { siteId: string; value: string; change: (id: string) => void }

function LineField({ siteId, value, change }: LineProps) {
  const { target: words } = useMetricWords().detail
  const { language } = useLanguage()
  const { data } = useQuery({
    queryKey: ['kpi-members', 'line'],
    queryFn: ({ signal }) => getJson<KpiMembers>('/api/kpi/members/line', { signal }),
    staleTime: 60_000,
  })
  const choices = (data?.items ?? [])
    .filter((one) => one.siteId === siteId)
    .map(({ id, nameZh, nameEn }) => ({
      value: id,
      label: `${language === 'zh' ? nameZh : nameEn} ${id}`,
    }))
  return <SelectField {...{ label: words.line, value, change, choices }} empty={words.wholeSite} />
}
