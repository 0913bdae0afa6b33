import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ApiError } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading } from '../app/states.tsx'
import styles from './readings.module.css'
import { useReadingWords } from './words.ts'

type Props<Data> = {
  asked: UseQueryResult<Data>
  /** Of the place, for who hears it. */
  label: string
  className?: string | undefined
  children: (data: Data) => ReactNode
}

/** The answer, or why there is none; a bar says that the next one is on its way. */
export function Answered<Data>({ asked, label, className, children }: Props<Data>) {
  const { data, error, refetch, isPlaceholderData } = asked
  return (
    <section
      className={`${styles.answer} ${className ?? ''}`}
      aria-label={label}
      aria-busy={isPlaceholderData && error === null}
    >
      {error instanceof ApiError && isSaid(error.status) ? (
        <Refused error={error} />
      ) : data !== undefined ? (
        children(data)
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </section>
  )
}

/** What the tool has words for: a name that nobody knows, a value that makes no sense. */
const isSaid = (status: number): boolean => status === 400 || status === 404 || status === 409

export function Refused({ error }: { error: ApiError }) {
  const words = useReadingWords()
  const { language } = useLanguage()
  const { message, hint } = language === 'zh' && error.zh !== undefined ? error.zh : error
  const spoken = language === 'zh' && error.zh !== undefined ? undefined : 'en'
  return (
    <div role="alert" className={styles.refused}>
      <h2>{words.refused}</h2>
      <p lang={spoken}>{message}</p>
      {hint !== undefined && <p lang={spoken}>{hint}</p>}
    </div>
  )
}
