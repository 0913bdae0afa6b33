import { Button } from '@mantine/core'
import type { PersonAccount } from '../../server/http/contract.ts'
import { useSites } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { useMe } from '../app/session.ts'
import gate from '../gate/gate.module.css'
import type { Act } from './act-dialog.tsx'
import styles from './people.module.css'
import { useRolesText } from './people.ts'
import { usePeopleWords } from './words.ts'

type Props = { account: PersonAccount; provider: boolean; choose: (act: Act) => void }

/** An account: who, what they may do where, and what may be done about it. */
export function PersonItem({ account, provider, choose }: Props) {
  const words = usePeopleWords()
  const rolesText = useRolesText()
  const siteId = useSites()[0]?.id ?? ''
  const { data: me } = useMe()
  const { userId, name, roles, lockedAt, lastSignInAt, elsewhere } = account
  const isOwn = me?.userId === userId
  return (
    <li className={gate.item}>
      <div className={gate.about}>
        <p>
          <strong>{name}</strong>{' '}
          <span className={styles.state} data-locked={lockedAt !== null}>
            {lockedAt === null ? words.active : words.locked}
          </span>
        </p>
        {name !== userId && <p>{userId}</p>}
        {rolesText(roles).map((line) => (
          <p key={line}>{line}</p>
        ))}
        {roles.length === 0 && <p className={gate.quiet}>{words.noRole}</p>}
        {account.subject !== null && <p className={gate.quiet}>{words.boundTo(account.subject)}</p>}
        {elsewhere && <p className={gate.quiet}>{words.elsewhere}</p>}
        <p className={gate.quiet}>
          {lockedAt !== null && (
            <>
              {words.lockedSince} <Moment at={lockedAt} siteId={siteId} />
              {' · '}
            </>
          )}
          {lastSignInAt === null ? (
            words.never
          ) : (
            <>
              {words.lastSignIn} <Moment at={lastSignInAt} siteId={siteId} />
            </>
          )}
        </p>
        {isOwn && <p className={gate.quiet}>{words.you}</p>}
      </div>
      {!isOwn && (
        <div className={styles.acts}>
          {actsOf(account, provider).map((act) => (
            <Button
              key={act}
              variant="default"
              aria-label={words.of(words[act], name)}
              onClick={() => choose(act)}
            >
              {words[act]}
            </Button>
          ))}
        </div>
      )}
    </li>
  )
}

function actsOf({ lockedAt, managed, subject }: PersonAccount, provider: boolean): Act[] {
  if (!managed) return lockedAt === null ? ['roles'] : []
  if (lockedAt !== null) return ['unlock']
  const bound: Act[] = subject !== null ? ['unbind'] : provider ? ['bind'] : []
  return ['roles', 'password', ...bound, 'lock']
}
