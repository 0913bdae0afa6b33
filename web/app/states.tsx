import { Button, Loader } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiError } from './api.ts'
import { useLanguage } from './language.tsx'
import styles from './states.module.css'

type NoticeProps = { title: string; hint: string; level?: 'h1' | 'h2'; children?: ReactNode }

/** An empty or failed place: what it is, and the next step. */
export function Notice({ title, hint, level: Heading = 'h2', children }: NoticeProps) {
  return (
    <div className={styles.notice}>
      <Heading className={styles.title}>{title}</Heading>
      <p className={styles.hint}>{hint}</p>
      {children}
    </div>
  )
}

export function Loading() {
  const { words } = useLanguage()
  return (
    <div className={styles.notice} role="status">
      <Loader size="sm" type="dots" color="petrol" aria-hidden />
      <p className={styles.hint}>{words.states.loading}</p>
    </div>
  )
}

type FailureProps = { error: unknown; retry: () => unknown }

/** What went wrong with a request, in the person's language, and a way on. */
export function Failure({ error, retry }: FailureProps) {
  const { states } = useLanguage().words
  const status = error instanceof ApiError ? error.status : -1
  const [title, hint] =
    status === 0
      ? [states.offline, states.offlineHint]
      : status === 403
        ? [states.forbidden, states.forbiddenHint]
        : status === 404
          ? [states.notFound, states.notFoundHint]
          : [states.failed, states.failedHint]
  return (
    <div role="alert">
      <Notice title={title} hint={hint}>
        <Button variant="default" onClick={() => void retry()}>
          {states.retry}
        </Button>
      </Notice>
    </div>
  )
}

/** An address that leads to no page. */
export function Nowhere() {
  const { states } = useLanguage().words
  return (
    <Notice level="h1" title={states.notFound} hint={states.notFoundHint}>
      <Link to="/inbox">{states.toInbox}</Link>
    </Notice>
  )
}

const partMissing = /dynamically imported|preload CSS|module script/i

/** A fault of the page itself, or a part of it that could not be fetched. */
export function Crashed({ error }: { error: unknown }) {
  const { states } = useLanguage().words
  const offline = error instanceof Error && partMissing.test(error.message)
  const [title, hint] = offline
    ? [states.offline, states.offlineHint]
    : [states.crashed, states.crashedHint]
  return (
    <div role="alert">
      <Notice level="h1" title={title} hint={hint}>
        <Button variant="default" onClick={() => window.location.reload()}>
          {states.reload}
        </Button>
      </Notice>
    </div>
  )
}
