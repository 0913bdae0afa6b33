import type { PeoplePage, PeopleRole } from '../../server/http/contract.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import form from '../form/form.module.css'
import styles from './people.module.css'

type Props = {
  page: Pick<PeoplePage, 'sites' | 'roles'>
  value: readonly PeopleRole[]
  change: (value: PeopleRole[]) => void
  fault: string | null
}

/** What somebody may do, site by site. */
export function RolesField({ page, value, change, fault }: Props) {
  const { words } = useLanguage()
  const sites = useSites()
  const without = (one: PeopleRole) =>
    value.filter(({ siteId, role }) => siteId !== one.siteId || role !== one.role)
  return (
    <>
      {page.sites.map((siteId) => (
        <fieldset key={siteId} className={`${form.choices} ${styles.site}`}>
          <legend>{sites.find(({ id }) => id === siteId)?.name ?? siteId}</legend>
          {page.roles.map((role) => (
            <label key={role} className={form.option}>
              <input
                type="checkbox"
                checked={value.some((held) => held.siteId === siteId && held.role === role)}
                onChange={({ target }) => {
                  const rest = without({ siteId, role })
                  change(target.checked ? [...rest, { siteId, role }] : rest)
                }}
              />
              {words.roles[role] ?? role}
            </label>
          ))}
        </fieldset>
      ))}
      {fault !== null && <p className={form.fault}>{fault}</p>}
    </>
  )
}
