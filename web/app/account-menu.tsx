import { ActionIcon, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import type { Me } from '../../server/http/contract.ts'
import { PersonIcon } from './icons.tsx'
import { useLanguage, useSites } from './language.tsx'
import popup from './popup.module.css'
import { useSignOut } from './session.ts'
import styles from './shell.module.css'
import type { Words } from './words/en.ts'

export function AccountMenu({ me }: { me: Me }) {
  const { words } = useLanguage()
  const sites = useSites()
  const signOut = useSignOut()
  const id = useId()
  const name = `${words.app.account}: ${me.name}`
  return (
    <>
      <ActionIcon aria-label={name} title={me.name} popoverTarget={id}>
        <PersonIcon />
      </ActionIcon>
      <section id={id} popover="auto" aria-label={name} className={popup.popup}>
        <p className={styles.personName}>{me.name}</p>
        <p>{me.userId}</p>
        {sites.map((site) => (
          <p key={site.id}>{`${site.name}: ${rolesAt(me, site.id, words)}`}</p>
        ))}
        <p>
          <Link to="/chats" className={styles.menuLink}>
            {words.app.chats}
          </Link>
        </p>
        <p>
          <Link to="/models" className={styles.menuLink}>
            {words.app.models}
          </Link>
        </p>
        <p>
          <Link to="/access" className={styles.menuLink}>
            {words.app.access}
          </Link>
        </p>
        {me.roles.some(({ role }) => role === 'admin') && (
          <p>
            <Link to="/people" className={styles.menuLink}>
              {words.app.people}
            </Link>
          </p>
        )}
        <Button
          variant="default"
          fullWidth
          className={styles.signOut}
          onClick={() => signOut.mutate()}
        >
          {words.app.signOut}
        </Button>
      </section>
    </>
  )
}

const rolesAt = (me: Me, siteId: string, { roles, app }: Words) =>
  me.roles
    .filter((held) => held.siteId === siteId)
    .map(({ role }) => roles[role] ?? role)
    .join(app.comma)
