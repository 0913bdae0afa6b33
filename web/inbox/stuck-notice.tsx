import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { DeliveryPage } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import styles from './effect-place.module.css'
import { useInboxWords } from './words.ts'

const shown = 3

/** Above the list: approved actions that did not arrive where they were sent, or may not have. */
export function StuckNotice() {
  const { stuck: told, delivery } = useInboxWords()
  const { data } = useQuery({
    queryKey: ['deliveries'],
    queryFn: ({ signal }) => getJson<DeliveryPage>('/api/deliveries', { signal }),
  })
  const items = data?.items ?? []
  if (items.length === 0) return null
  return (
    <div role="status" className={styles.notice}>
      <p>{told.heading(items.length)}</p>
      {items.slice(0, shown).map(({ siteId, id, connector, status }) => (
        <Link key={`${siteId}/${id}`} to="/inbox/$siteId/$id" params={{ siteId, id }}>
          {told.line(connector, delivery.statuses[status] ?? status, id)}
        </Link>
      ))}
      {items.length > shown && <p className={styles.quiet}>{told.more(items.length - shown)}</p>}
    </div>
  )
}
