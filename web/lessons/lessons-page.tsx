import { Button } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import type { Lesson, ProposalDetail } from '../../server/http/contract.ts'
import { useLanguage, useSite, useSites } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { GatePages } from '../gate/gate-pages.tsx'
import { useProposal } from '../inbox/proposals.ts'
import { LessonForm, type Start } from './lesson-form.tsx'
import { useLessonChange, useLessons } from './lessons.ts'
import styles from './lessons-page.module.css'
import { useLessonWords } from './words.ts'

/** What people taught the tools: all of it in the open, with its evidence. */
export function LessonsPage() {
  const words = useLessonWords()
  const { data, error, refetch } = useLessons()
  const { from, site } = useSearch({ from: '/lessons' })
  const [first] = useSites()
  const change = useLessonChange()
  const siteId = site ?? first?.id ?? ''
  useTitle(words.heading)
  const told = change.data === undefined ? '' : (words.outcomes[change.data] ?? change.data)
  const form = { sending: change.isPending, teach: change.mutate }
  return (
    <div className={styles.page}>
      <GatePages />
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      <p role="status" className={styles.told}>
        {change.error === null ? told : change.error.message}
      </p>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : data.items.length === 0 ? (
        <Notice title={words.none} hint={words.noneHint} />
      ) : (
        <ol className={styles.lessons}>
          {data.items.map((one) => (
            <LessonItem
              key={`${one.siteId} ${one.lesson}`}
              lesson={one}
              retire={() => change.mutate({ retire: one })}
            />
          ))}
        </ol>
      )}
      {from === undefined ? (
        <LessonForm
          start={{
            siteId,
            tool: 'open_maintenance_ticket',
            equipmentId: '',
            sources: [],
            note: '',
          }}
          sending={form.sending}
          teach={(teach) => form.teach({ teach })}
        />
      ) : (
        <FormFrom siteId={siteId} id={from} {...form} />
      )}
    </div>
  )
}

type FormFromProps = {
  siteId: string
  id: string
  sending: boolean
  teach: ReturnType<typeof useLessonChange>['mutate']
}

function FormFrom({ siteId, id, sending, teach }: FormFromProps) {
  const { data, error, refetch } = useProposal(siteId, id)
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  return (
    <LessonForm
      start={startOf(data)}
      sending={sending}
      teach={(request) => teach({ teach: request })}
    />
  )
}

function startOf({ proposal: { siteId, tool, id, args, decisions } }: ProposalDetail): Start {
  const named = (args as { equipmentId?: unknown }).equipmentId
  return {
    ...{ siteId, tool, sources: [id] },
    equipmentId: typeof named === 'string' ? named : '',
    note: decisions.find(({ verdict }) => verdict === 'reject')?.reasonText ?? '',
  }
}

type ItemProps = { lesson: Lesson; retire: () => void }

function LessonItem({ lesson: one, retire }: ItemProps) {
  const words = useLessonWords()
  const { words: app } = useLanguage()
  const site = useSite(one.siteId)
  const { rule, hours, note, sources } = one
  const value = 'priority' in rule ? rule.priority : 'machineId' in rule ? rule.machineId : ''
  return (
    <li id={`${one.siteId}-${one.lesson}`} className={styles.lesson} data-status={one.status}>
      <p className={styles.top}>
        <strong>{words.number(one.lesson, one.version)}</strong>
        <span className={styles.quiet}>
          {words.status[one.status]} · {site.name}
        </span>
      </p>
      <p>
        {app.tools[one.tool] ?? one.tool} · {one.equipmentId ?? words.everything} ·{' '}
        {words.rules[rule.kind]} {app.values[value] ?? value}
        {hours && ` · ${words.hours(hours.from, hours.to)}`}
      </p>
      {note !== '' && (
        <p className={styles.said}>
          <span className={styles.quiet}>{words.said}</span> <q>{note}</q>
        </p>
      )}
      <p className={styles.quiet}>
        {words.by} {one.author} · {one.origin === 'repeated' && `${words.repeated} · `}
        <Moment at={one.at} siteId={one.siteId} />
        {one.until !== null && (
          <>
            {' · '}
            {words.until} <Moment at={one.until} siteId={one.siteId} />
          </>
        )}
      </p>
      {sources.length > 0 && (
        <p className={styles.quiet}>
          {words.sources}{' '}
          {sources.map((id) => (
            <Link
              key={id}
              to="/inbox/$siteId/$id"
              params={{ siteId: one.siteId, id }}
              className={styles.link}
            >
              {id}
            </Link>
          ))}
        </p>
      )}
      {one.status === 'active' && (
        <Button variant="default" onClick={retire} aria-label={words.retireLabel(one.lesson)}>
          {words.retire}
        </Button>
      )}
    </li>
  )
}
