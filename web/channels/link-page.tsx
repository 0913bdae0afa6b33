import { Button } from '@mantine/core'
import { Failure } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import styles from './channels.module.css'
import { useOpenLink } from './links.ts'
import { useChannelWords } from './words.ts'

/** Whoever is signed in takes an offer to link a chat account; the account itself has the last word. */
export function LinkPage({ code }: { code: string }) {
  const { link: words, providers } = useChannelWords()
  const open = useOpenLink(code)
  const { data, error } = open
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      {data === undefined && error === null && (
        <div>
          <Button loading={open.isPending} onClick={() => open.mutate()}>
            {words.open}
          </Button>
        </div>
      )}
      {error !== null && <Failure error={error} retry={() => open.mutate()} />}
      <div role="status">
        {data?.account && data.number !== null && (
          <>
            <p>
              {`${words.account}: `}
              <span className={styles.account}>
                {`${providers[data.account.provider] ?? ''} ${data.account.externalUser}`}
              </span>
            </p>
            <p>{words.number}</p>
            <p className={styles.number}>{data.number}</p>
            <p className={styles.lead}>{words.within}</p>
          </>
        )}
        {data !== undefined && data.outcome !== 'opened' && <p>{words.refused[data.outcome]}</p>}
      </div>
    </div>
  )
}
