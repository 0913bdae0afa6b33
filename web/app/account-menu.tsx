import { ActionIcon, Menu } from '@mantine/core'
import type { Me } from '../../server/http/contract.ts'
import { PersonIcon } from './icons.tsx'
import { useLanguage, useSites } from './language.tsx'
import { useSignOut } from './session.ts'
import styles from './shell.module.css'
import type { Words } from './words/en.ts'

export function AccountMenu({ me }: { me: Me }) {
  const { words } = useLanguage()
  const sites = useSites()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={280} shadow="md">
      <Menu.Target>
        <ActionIcon aria-label={`${words.app.account}: ${me.name}`} title={me.name}>
          <PersonIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.person}>
          <p className={styles.personName}>{me.name}</p>
          <p>{me.userId}</p>
          {sites.map((site) => (
            <p key={site.id}>{`${site.name}: ${rolesAt(me, site.id, words)}`}</p>
          ))}
        </div>
        <Menu.Divider />
        <Menu.Item className={styles.menuItem} onClick={() => signOut.mutate()}>
          {words.app.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const rolesAt = (me: Me, siteId: string, { roles, app }: Words) =>
  me.roles
    .filter((held) => held.siteId === siteId)
    .map(({ role }) => roles[role] ?? role)
    .join(app.comma)
