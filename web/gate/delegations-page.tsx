import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Delegation, RevokeReply } from '../../server/http/contract.ts'
import { outcomeOf, postOf, send } from '../app/api.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { useMe } from '../app/session.ts'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { delegationsKey, useDelegations } from '../inbox/standing.ts'
import { DelegationForm } from './delegation-form.tsx'
import styles from './gate.module.css'
import { GatePages } from './gate-pages.tsx'
import { useGateWords } from './words.ts'

/** Who decides for whom, from when until when. */
export function DelegationsPage() {
  const { delegation: words, unsure } = useGateWords()
  const { data, error, refetch } = useDelegations()
  const [said, setSaid] = useState<string | null>(null)
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <GatePages />
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      <p role="status" className={styles.said}>
        {said === null ? '' : (words.outcomes[said] ?? unsure)}
      </p>
      {data !== undefined ? (
        <List items={data.items} ended={setSaid} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
      <section>
        <h2>{words.give}</h2>
        <DelegationForm ended={setSaid} />
      </section>
    </div>
  )
}

type ListProps = { items: Delegation[]; ended: (outcome: string) => void }

function List({ items, ended }: ListProps) {
  const { delegation: words } = useGateWords()
  if (items.length === 0) {
    return (
      <section>
        <h2>{words.none}</h2>
        <p className={styles.quiet}>{words.noneHint}</p>
      </section>
    )
  }
  return (
    <section>
      <h2>{words.listed}</h2>
      <ul className={styles.list}>
        {items.map((one) => (
          <Line key={`${one.siteId}/${one.id}`} delegation={one} ended={ended} />
        ))}
      </ul>
    </section>
  )
}

type LineProps = { delegation: Delegation; ended: (outcome: string) => void }

function Line({ delegation, ended }: LineProps) {
  const { words: app } = useLanguage()
  const { delegation: words } = useGateWords()
  const { data: me } = useMe()
  const { siteId, role, fromUser, toUser, fromAt, untilAt, reason } = delegation
  const site = useSite(siteId)
  const what = `${app.roles[role] ?? role}${app.app.comma}${site.name}`
  const revoke = useRevoke(delegation)
  const admin = me?.roles.some((held) => held.siteId === siteId && held.role === 'admin') ?? false
  const mine = [fromUser, toUser].includes(me?.userId ?? '')
  const future = Date.parse(fromAt) > Date.now()
  return (
    <li className={styles.item}>
      <div className={styles.about}>
        <p>
          <strong>{words.line(fromUser, toUser, what)}</strong>
        </p>
        <p>
          <Moment at={fromAt} siteId={siteId} /> – <Moment at={untilAt} siteId={siteId} />
          {` · ${future ? words.future : words.now}`}
        </p>
        <p className={styles.quiet}>{reason}</p>
      </div>
      {(mine || admin) && (
        <Button
          variant="default"
          loading={revoke.isPending}
          onClick={() =>
            revoke.mutate(undefined, { onSuccess: ended, onError: () => ended('unsure') })
          }
        >
          {words.revoke}
        </Button>
      )}
    </li>
  )
}

function useRevoke({ siteId, id }: Delegation) {
  const client = useQueryClient()
  return useMutation<RevokeReply['outcome'], Error, void>({
    mutationFn: async () => {
      const path = `/api/delegations/${encodeURIComponent(siteId)}/${encodeURIComponent(id)}/revoke`
      return (await outcomeOf<RevokeReply>(await send(path, postOf({})))).outcome
    },
    onSettled: () => client.invalidateQueries({ queryKey: delegationsKey }),
  })
}
