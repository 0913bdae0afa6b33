import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ModelUsage } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { formatNumber } from '../app/format.ts'
import { BackIcon } from '../app/icons.tsx'
import { useLanguage } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import page from '../results/results-page.module.css'
import list from '../sources/list.module.css'
import { Limits } from './limits.tsx'
import styles from './models-page.module.css'
import { useModelWords } from './words.ts'

const spans = [1, 7, 30, 90, 366]

/** What language models were used for and cost, beside the limits of a day. */
export function ModelsPage() {
  const { words: shared } = useLanguage()
  const words = useModelWords()
  useTitle(words.heading)
  const { days = 7 } = useSearch({ from: '/models' })
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery({
    queryKey: ['model-usage', days],
    queryFn: ({ signal }) => getJson<ModelUsage>(`/api/models/usage?days=${days}`, { signal }),
    placeholderData: keepPreviousData,
  })
  return (
    <div className={page.page}>
      <Link to="/chat" className={page.back}>
        <BackIcon />
        {shared.nav.chat}
      </Link>
      <header>
        <h1 className={page.heading}>{words.heading}</h1>
        <p className={page.lead}>{data?.of === 'everybody' ? words.leadAll : words.lead}</p>
      </header>
      <div className={styles.span}>
        <SelectField
          label={words.days}
          value={String(days)}
          choices={spans.map((span) => ({ value: String(span), label: words.span(span) }))}
          change={(value) => navigate({ to: '/models', search: { days: Number(value) } })}
        />
      </div>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : (
        <>
          <Limits usage={data} />
          {data.lines.length === 0 ? (
            <Notice title={words.none} hint={words.noneHint} />
          ) : (
            <Lines usage={data} />
          )}
        </>
      )}
    </div>
  )
}

function Lines({ usage: { lines, total, limits, of } }: { usage: ModelUsage }) {
  const { language } = useLanguage()
  const { columns, ...words } = useModelWords()
  const cost = (value: number) => formatNumber(value, limits.currency, language)
  const calls = lines.reduce((sum, line) => sum + line.calls, 0)
  return (
    <section className={list.section} aria-labelledby="lines">
      <h2 id="lines" className={list.heading}>
        {words.lines}
      </h2>
      <div className={list.card}>
        <table className={`${list.table} ${list.stacked}`}>
          <thead>
            <tr>
              <th scope="col">{columns.day}</th>
              {of === 'everybody' && <th scope="col">{columns.person}</th>}
              <th scope="col">{columns.model}</th>
              <th scope="col" className={list.number}>
                {columns.calls}
              </th>
              <th scope="col" className={list.number}>
                {columns.tokens}
              </th>
              <th scope="col" className={list.number}>
                {columns.cost}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.day} ${line.userId} ${line.model}`}>
                <th scope="row">{line.day}</th>
                {of === 'everybody' && <td data-name={columns.person}>{line.userId}</td>}
                <td data-name={columns.model}>{line.model}</td>
                <Amounts {...line} cost={cost(line.cost)} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={of === 'everybody' ? 3 : 2}>
                {words.total}
              </th>
              <Amounts calls={calls} tokens={total.tokens} cost={cost(total.cost)} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}

function Amounts({ calls, tokens, cost }: { calls: number; tokens: number; cost: string }) {
  const { language } = useLanguage()
  const { columns } = useModelWords()
  return (
    <>
      <td data-name={columns.calls} className={list.number}>
        {formatNumber(calls, '', language)}
      </td>
      <td data-name={columns.tokens} className={list.number}>
        {formatNumber(tokens, '', language)}
      </td>
      <td data-name={columns.cost} className={list.number}>
        {cost}
      </td>
    </>
  )
}
