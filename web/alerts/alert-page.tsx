import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AlertPageDetail, AlertStep } from '../../server/http/contract.ts'
import { formatNumber, formatSpan } from '../app/format.ts'
import { useLanguage } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import gate from '../gate/gate.module.css'
import { Facts } from '../inbox/facts.tsx'
import { ActBar } from './act-bar.tsx'
import { AlertFacts, AlertItem, When } from './alert-item.tsx'
import styles from './alerts.module.css'
import { useAlert } from './alerts.ts'
import { EvidenceLine } from './evidence-line.tsx'
import { useAlertWords } from './words.ts'

/** One alert: what one can do, what stood around it, what to look at first, what happened. */
export function AlertPage() {
  const { siteId, id } = useParams({ from: '/alerts/$siteId/$id' })
  const { data, error, refetch } = useAlert(siteId, id)
  const words = useAlertWords()
  const { language } = useLanguage()
  const title = data === undefined ? words.heading : titleOf(data.event, language)
  useTitle(title)
  return (
    <div className={gate.page}>
      <nav className={gate.pages}>
        <Link to="/alerts" activeOptions={{ exact: true }} className={gate.link}>
          {words.back}
        </Link>
      </nav>
      {data !== undefined ? (
        <Shown detail={data} title={title} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </div>
  )
}

const titleOf = (event: AlertPageDetail['event'], language: 'zh' | 'en') =>
  language === 'zh' ? event.titleZh : event.titleEn

function Shown({ detail, title }: { detail: AlertPageDetail; title: string }) {
  const words = useAlertWords()
  const { event, followers, before } = detail
  return (
    <>
      <header>
        <h1 className={gate.heading}>{title}</h1>
        <AlertFacts alert={event} />
        <Next event={event} />
      </header>
      {event.causeId !== null && (
        <p>
          {words.cause}{' '}
          <Link
            to="/alerts/$siteId/$id"
            params={{ siteId: event.siteId, id: event.causeId }}
            className={styles.link}
          >
            {words.causeLink}
          </Link>
        </p>
      )}
      <ActBar key={event.id} alert={event} />
      <Checks detail={detail} />
      <Evidence detail={detail} />
      <List title={words.under} items={followers} />
      <History detail={detail} />
      <List title={words.earlier} items={before} />
    </>
  )
}

/** What happens by itself, and when. */
function Next({ event }: { event: AlertPageDetail['event'] }) {
  const words = useAlertWords()
  const { siteId, state, snoozedUntil, silencedUntil, escalateAt } = event
  if (state === 'closed') return null
  const next: [string, string | null][] = [
    [words.putOff, snoozedUntil],
    [words.silent, silencedUntil],
    [words.passesOn, state === 'open' || state === 'escalated' ? escalateAt : null],
  ]
  return next.map(([word, at]) =>
    at === null ? null : (
      <p key={word}>
        <When word={word} at={at} siteId={siteId} />
      </p>
    ),
  )
}

function Checks({ detail: { checks } }: { detail: AlertPageDetail }) {
  const words = useAlertWords()
  return (
    <section>
      <h2>{words.checks}</h2>
      {checks.length === 0 && <p className={gate.quiet}>{words.noChecks}</p>}
      {checks.map((check) => (
        <div key={`${check.id}/${check.seq}`} className={styles.check}>
          <p className={gate.note}>{check.quote}</p>
          <p className={styles.quiet}>
            {check.title} · {check.heading}{' '}
            <Link
              to="/documents/$siteId/$id/$revision"
              params={{ siteId: check.siteId, id: check.id, revision: String(check.revision) }}
              search={{ passage: check.seq }}
              className={styles.link}
            >
              {words.source}
            </Link>
          </p>
        </div>
      ))}
    </section>
  )
}

function Evidence({ detail }: { detail: AlertPageDetail }) {
  const words = useAlertWords()
  const { language, words: app } = useLanguage()
  const { event, evidence } = detail
  const amount = (value: number | null) =>
    value === null ? '–' : formatNumber(value, event.unit, language)
  const isState = evidence.feed === 'state' || evidence.feed === 'source'
  const facts: [string, ReactNode][] = [
    ...(isState
      ? []
      : ([
          [words.facts.value, amount(event.value)],
          [words.facts.limit, amount(event.limitValue)],
        ] satisfies [string, string][])),
    [words.facts.place, event.scopeId],
    [words.facts.rule, `${event.ruleId} v${event.version}`],
    [words.facts.role, app.roles[event.role] ?? event.role],
    [words.facts.level, words.levels[event.level] ?? ''],
    ...(evidence.forS === 0
      ? []
      : ([[words.facts.lasted, formatSpan(evidence.forS * 1000, language)]] satisfies [
          string,
          string,
        ][])),
  ]
  return (
    <section>
      <h2>{words.evidence}</h2>
      <EvidenceLine detail={detail} />
      <Facts facts={facts} />
    </section>
  )
}

function List({ title, items }: { title: string; items: AlertPageDetail['before'] }) {
  if (items.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ol className={styles.items}>
        {items.map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ol>
    </section>
  )
}

function History({ detail: { event, steps } }: { detail: AlertPageDetail }) {
  const words = useAlertWords()
  return (
    <section>
      <h2>{words.history}</h2>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.seq}>
            <Moment at={step.at} siteId={event.siteId} className={styles.quiet} />
            <span>
              {step.doneBy === 'system' ? words.system : step.doneBy}:{' '}
              {words.steps[step.act] ?? step.act}
              <Said step={step} siteId={event.siteId} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** The reason that somebody gave, or until when. */
function Said({ step, siteId }: { step: AlertStep; siteId: string }) {
  const { reason_text: reason, until } = step.detail as { reason_text?: string; until?: string }
  return (
    <>
      {reason !== undefined && ` – ${reason}`}
      {until !== undefined && (
        <>
          {' → '}
          <Moment at={until} siteId={siteId} />
        </>
      )}
    </>
  )
}
