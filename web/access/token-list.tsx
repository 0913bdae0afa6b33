import { Button } from '@mantine/core'
import { useState } from 'react'
import type { AccessTokenView, PeopleReply } from '../../server/http/contract.ts'
import { useSites } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading } from '../app/states.tsx'
import gate from '../gate/gate.module.css'
import { useSigned } from './signed.ts'
import { tokensKey, tokensPath, useTokens } from './tokens.ts'
import { useAccessWords } from './words.ts'

/** What opens now, and behind a fold what no longer does. */
export function TokenList() {
  const words = useAccessWords()
  const { data, error, refetch } = useTokens()
  const [said, setSaid] = useState('')
  if (data === undefined) {
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  }
  const now = Date.now()
  const opens = ({ revokedAt, expiresAt }: AccessTokenView) =>
    revokedAt === null && Date.parse(expiresAt) > now
  const ended = data.items.filter((token) => !opens(token))
  return (
    <section>
      <h2>{words.tokens}</h2>
      <p role="status" className={gate.said}>
        {said}
      </p>
      {ended.length === data.items.length && <p className={gate.quiet}>{words.none}</p>}
      <ul className={gate.list}>
        {data.items.filter(opens).map((token) => (
          <Token key={token.id} token={token} opens tell={setSaid} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details>
          <summary>{words.ended(ended.length)}</summary>
          <ul className={gate.list}>
            {ended.map((token) => (
              <Token key={token.id} token={token} opens={false} tell={setSaid} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

type TokenProps = { token: AccessTokenView; opens: boolean; tell: (said: string) => void }

function Token({ token, opens, tell }: TokenProps) {
  const words = useAccessWords()
  const siteId = useSites()[0]?.id ?? ''
  const revoke = useSigned<PeopleReply>(tokensKey)
  const { id, label, scopes, client, createdAt, expiresAt, revokedAt } = token
  const end = () =>
    revoke.mutate(
      { path: `${tokensPath}/${encodeURIComponent(id)}/revoke`, body: {} },
      {
        onSuccess: () => tell(words.revoked(label)),
        onError: () => tell(words.unsure),
      },
    )
  return (
    <li className={gate.item}>
      <div className={gate.about}>
        <p>
          <strong>{label}</strong>
          {client && ` · ${words.client}`}
        </p>
        <p>{scopes.map((scope) => words.scopes[scope] ?? scope).join(words.comma)}</p>
        <p className={gate.quiet}>
          {words.since} <Moment at={createdAt} siteId={siteId} />
          {' · '}
          {revokedAt === null ? words.until(opens) : words.revokedAt}{' '}
          <Moment at={revokedAt ?? expiresAt} siteId={siteId} />
        </p>
      </div>
      {opens && (
        <Button
          variant="default"
          loading={revoke.isPending}
          aria-label={words.revokeThat(label)}
          onClick={end}
        >
          {words.revoke}
        </Button>
      )}
    </li>
  )
}
