import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSites } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import styles from './channels.module.css'
import { useLinks, useRevokeLink } from './links.ts'
import { useChannelWords } from './words.ts'

/** The chat accounts that act as the one who is signed in. */
export function ChatsPage() {
  const { chats: words } = useChannelWords()
  const [said, setSaid] = useState('')
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      <p role="status">{said}</p>
      <Links ended={setSaid} />
    </div>
  )
}

function Links({ ended }: { ended: (said: string) => void }) {
  const { chats: words, providers } = useChannelWords()
  const { data, error, refetch } = useLinks()
  const revoke = useRevokeLink()
  const siteId = useSites()[0]?.id ?? ''
  if (data === undefined) {
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  }
  if (data.items.length === 0) return <p>{words.none}</p>
  const end = (id: string) =>
    revoke.mutate(id, {
      onSuccess: () => ended(words.ended),
      onError: () => ended(words.unsure),
    })
  return (
    <ul className={styles.list}>
      {data.items.map(({ id, provider, externalUser, linkedAt }) => (
        <li key={id} className={styles.item}>
          <div>
            <p className={styles.account}>{`${providers[provider] ?? provider} ${externalUser}`}</p>
            <p className={styles.lead}>
              {`${words.since} `}
              <Moment at={linkedAt} siteId={siteId} />
            </p>
          </div>
          <Button variant="default" loading={revoke.isPending} onClick={() => end(id)}>
            {words.end}
          </Button>
        </li>
      ))}
    </ul>
  )
}
