import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { CloseRequest, UnansweredTopic } from '../../server/http/contract.ts'
import { useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { SiteField } from '../app/site-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import styles from './library.module.css'
import { useCloseQuestion, useUnanswered } from './library.ts'
import { LibraryTabs } from './library-tabs.tsx'
import { useLibraryWords } from './words.ts'

/** What people asked and no document says, by topic: what to write next. */
export function QuestionsPage() {
  const words = useLibraryWords().questions
  const [site, setSite] = useState('')
  const { data, error, refetch } = useUnanswered(site)
  const close = useCloseQuestion()
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <LibraryTabs />
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      <SiteField
        label={words.site}
        siteId={site}
        change={setSite}
        all={words.allSites}
        className={styles.field}
      />
      <p role="status" className={`${styles.quiet} ${styles.told}`}>
        {close.error?.message ?? (close.data && words.outcomes[close.data.outcome])}
      </p>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : data.questions === 0 ? (
        <Notice title={words.none} hint={words.noneHint} />
      ) : (
        data.topics.map((topic) => (
          <Topic
            key={`${topic.word} ${topic.questions[0]?.question}`}
            topic={topic}
            close={close.mutate}
          />
        ))
      )}
    </div>
  )
}

type Question = UnansweredTopic['questions'][number]
type TopicProps = {
  topic: UnansweredTopic
  close: (question: CloseRequest) => void
}

function Topic({ topic: { word, times, questions }, close }: TopicProps) {
  const words = useLibraryWords().questions
  return (
    <section>
      <h2 className={styles.subheading}>
        {word ?? questions[0]?.question} <span className={styles.quiet}>{words.times(times)}</span>
      </h2>
      <ol className={styles.list}>
        {questions.map((one) => (
          <QuestionItem
            key={`${one.siteId} ${one.key}`}
            question={one}
            close={() => close({ siteId: one.siteId, key: one.key })}
          />
        ))}
      </ol>
    </section>
  )
}

function QuestionItem({ question, close }: { question: Question; close: () => void }) {
  const words = useLibraryWords()
  const site = useSite(question.siteId)
  const { siteId, times, lastAt } = question
  return (
    <li className={styles.item}>
      <p>{question.question}</p>
      <p className={styles.quiet}>
        {siteId === 'group' ? words.group : site.name} · {words.questions.times(times)} ·{' '}
        {words.questions.last} <Moment at={lastAt} siteId={siteId} />
      </p>
      <div className={styles.actions}>
        <Link to="/library" search={{ q: question.question }} className={styles.button}>
          {words.questions.ask}
        </Link>
        <button type="button" className={styles.button} onClick={close}>
          {words.questions.close}
        </button>
      </div>
    </li>
  )
}
