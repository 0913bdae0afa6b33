import { Button } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { MessagePage } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { SiteField } from '../app/site-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import form from '../form/form.module.css'
import gate from '../gate/gate.module.css'
import { AlertItem } from './alert-item.tsx'
import { AlertsHead } from './alert-pages.tsx'
import styles from './alerts.module.css'
import { useAlerts, useMessages, useReadMessages } from './alerts.ts'
import { useAlertWords } from './words.ts'

/** What stands, or what was: each alert with what follows from it counted. */
export function AlertsPage() {
  const words = useAlertWords()
  const { status = 'standing', site } = useSearch({ from: '/alerts' })
  const navigate = useNavigate()
  const { data, error, refetch } = useAlerts(status, site)
  const choose = (chosen: string) =>
    navigate({
      to: '/alerts',
      search: {
        ...(status === 'past' ? { status } : {}),
        ...(chosen === '' ? {} : { site: chosen }),
      },
    })
  const [none, hint] =
    status === 'past' ? [words.nonePast, words.nonePastHint] : [words.none, words.noneHint]
  return (
    <div className={gate.page}>
      <AlertsHead heading={words.heading} lead={words.lead} />
      <Messages />
      <SiteField
        label={words.site}
        siteId={site ?? ''}
        all={words.all}
        change={(chosen) => void choose(chosen)}
        className={form.field}
      />
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : data.items.length === 0 ? (
        <Notice title={none} hint={hint} />
      ) : (
        <>
          <ol className={styles.items}>
            {data.items.map((alert) => (
              <AlertItem key={`${alert.siteId}/${alert.id}`} alert={alert} />
            ))}
          </ol>
          {data.total > data.items.length && (
            <p className={gate.quiet}>{words.more(data.items.length, data.total)}</p>
          )}
        </>
      )}
    </div>
  )
}

/** What one was told and has not read; the same that a channel would bring. */
function Messages() {
  const words = useAlertWords()
  const { data } = useMessages()
  const read = useReadMessages()
  const unread = data?.items.filter(({ readAt }) => readAt === null) ?? []
  if (unread.length === 0) return null
  const markRead = () => {
    for (const [siteId, own] of Map.groupBy(unread, (one) => one.siteId))
      read.mutate({ siteId, ids: own.map(({ id }) => id) })
  }
  return (
    <section className={gate.notice} aria-label={words.messages(unread.length)}>
      <div className={gate.about}>
        <strong>{words.messages(unread.length)}</strong>
        {unread.slice(0, 3).map((one) => (
          <p key={`${one.siteId}/${one.id}`} className={gate.note}>
            <Told message={one} />
          </p>
        ))}
      </div>
      <Button variant="default" loading={read.isPending} onClick={markRead}>
        {words.read}
      </Button>
    </section>
  )
}

/** A report leads to its page; alerts stand below. */
function Told({ message }: { message: MessagePage['items'][number] }) {
  const { language } = useLanguage()
  const title = language === 'zh' ? message.titleZh : message.titleEn
  if (message.page === null) return title
  return (
    <Link to={message.page} className={styles.link}>
      {title}
    </Link>
  )
}
