import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type {
  ConnectPage as Asked,
  ConnectAnswer,
  ConnectReply,
  Me,
} from '../../server/http/contract.ts'
import { getJson, postJson } from '../app/api.ts'
import { useMe } from '../app/session.ts'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import styles from './connect.module.css'
import { useConnectWords } from './words.ts'

/** An AI client asks to act for whoever is signed in. `search` is its request, as it came. */
export function ConnectPage({ search }: { search: string }) {
  const words = useConnectWords()
  const { data: me } = useMe()
  const { data, error, refetch } = useQuery({
    queryKey: ['connect', search],
    queryFn: ({ signal }) => getJson<Asked>(`/api/connect${search}`, { signal }),
    retry: false,
  })
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <h1 className={styles.heading}>{words.heading}</h1>
      {error !== null && <Failure error={error} retry={refetch} />}
      {data === undefined && error === null && <Loading />}
      {data !== undefined && me && <Question asked={data} me={me} search={search} />}
    </div>
  )
}

type QuestionProps = { asked: Asked; me: Me; search: string }

function Question({ asked, me, search }: QuestionProps) {
  const words = useConnectWords()
  const wantsToFile = asked.scopes.includes('propose')
  const [mayFile, setMayFile] = useState(wantsToFile)
  const query = Object.fromEntries(new URLSearchParams(search))
  const answer = useMutation({
    mutationFn: (allow: Asked['scopes'] | null) =>
      postJson<ConnectReply>('/api/connect', { query, allow } satisfies ConnectAnswer),
    onSuccess: ({ location }) => window.location.assign(location),
  })
  const leaving = answer.isPending || answer.isSuccess
  const scopes: Asked['scopes'] = mayFile ? ['read', 'propose'] : ['read']
  return (
    <>
      <p className={styles.who}>
        <strong>{asked.client}</strong> {words.asks}
      </p>
      <dl className={styles.facts}>
        <dt>{words.as}</dt>
        <dd>{me.userId}</dd>
        <dt>{words.back}</dt>
        <dd>{asked.returnsTo ?? words.here}</dd>
      </dl>
      <p className={styles.note}>{words.named}</p>
      <div className={styles.scopes}>
        <label className={styles.scope}>
          <input type="checkbox" checked disabled />
          <span>{words.read}</span>
          <span className={styles.hint}>{words.readHint}</span>
        </label>
        {wantsToFile && (
          <label className={styles.scope}>
            <input
              type="checkbox"
              checked={mayFile}
              disabled={leaving}
              onChange={({ target }) => setMayFile(target.checked)}
            />
            <span>{words.propose}</span>
            <span className={styles.hint}>{words.proposeHint}</span>
          </label>
        )}
      </div>
      <p className={styles.never}>{words.never}</p>
      {answer.error !== null && <Failure error={answer.error} retry={answer.reset} />}
      <div className={styles.buttons}>
        <Button loading={leaving} onClick={() => answer.mutate(scopes)}>
          {words.allow}
        </Button>
        <Button variant="default" disabled={leaving} onClick={() => answer.mutate(null)}>
          {words.refuse}
        </Button>
      </div>
      <p role="status" className={styles.note}>
        {answer.isSuccess ? words.leaving : ''}
      </p>
    </>
  )
}
