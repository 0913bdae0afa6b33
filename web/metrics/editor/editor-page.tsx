import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { MeasureChoice, MetricDetail } from '../../../server/http/contract.ts'
import { BackIcon } from '../../app/icons.tsx'
import { useLanguage, useSites } from '../../app/language.tsx'
import { Failure, Loading } from '../../app/states.tsx'
import { useTitle } from '../../app/title.ts'
import page from '../metric-page.module.css'
import { MetricTabs } from '../metric-tabs.tsx'
import { useCatalogue, useMetric } from '../metrics.ts'
import { useMetricWords } from '../words.ts'
import { emptyForm, formOf } from './draft.ts'
import { MetricForm } from './metric-form.tsx'
import { useEditorWords } from './words.ts'

/** A definition as a form: tried on the figures of 30 days, then proposed. */
export function EditorPage() {
  const { id } = useSearch({ from: '/metrics/edit' })
  return (
    <div className={page.page}>
      <MetricTabs at="catalogue" />
      {id === undefined ? <NewMetric /> : <ChangedMetric id={id} />}
    </div>
  )
}

function NewMetric() {
  const words = useEditorWords()
  const { detail } = useMetricWords()
  const sites = useSites()
  const { data, error, refetch } = useCatalogue()
  useTitle(words.newHeading)
  return (
    <>
      <Link to="/metrics" className={page.back}>
        <BackIcon />
        {detail.back}
      </Link>
      <h1 className={page.heading}>{words.newHeading}</h1>
      {data !== undefined ? (
        <Editing
          isNew
          measures={data.measures}
          first={emptyForm(sites.length === 1 ? (sites[0]?.id ?? 'group') : 'group')}
        />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </>
  )
}

function ChangedMetric({ id }: { id: string }) {
  const catalogue = useCatalogue()
  const metric = useMetric(id)
  const error = catalogue.error ?? metric.error
  if (catalogue.data !== undefined && metric.data !== undefined) {
    return <Loaded detail={metric.data} measures={catalogue.data.measures} />
  }
  if (error === null) return <Loading />
  return (
    <Failure error={error} retry={() => Promise.all([catalogue.refetch(), metric.refetch()])} />
  )
}

function Loaded({ detail, measures }: { detail: MetricDetail; measures: MeasureChoice[] }) {
  const words = useEditorWords()
  const { language } = useLanguage()
  const [standing] = detail.standing
  const view =
    detail.versions.find(
      ({ siteId, version }) => siteId === standing?.siteId && version === standing.version,
    ) ?? detail.versions[0]
  const name = view?.definition.names[language] ?? ''
  useTitle(words.changeHeading(name))
  if (view === undefined) return null
  return (
    <>
      <Link to="/metrics/$id" params={{ id: view.definition.id }} className={page.back}>
        <BackIcon />
        {name}
      </Link>
      <h1 className={page.heading}>{words.changeHeading(name)}</h1>
      <Editing isNew={false} measures={measures} first={formOf(view, view.siteId)} />
    </>
  )
}

type EditingProps = Pick<Parameters<typeof MetricForm>[0], 'isNew' | 'measures'> & {
  first: Parameters<typeof MetricForm>[0]['form']
}

function Editing({ first, ...props }: EditingProps) {
  const words = useEditorWords()
  const [form, setForm] = useState(first)
  return (
    <>
      <p className={page.note}>{words.lead}</p>
      <MetricForm {...props} form={form} change={(part) => setForm({ ...form, ...part })} />
    </>
  )
}
