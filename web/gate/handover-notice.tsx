import { Link } from '@tanstack/react-router'
import { useSites } from '../app/language.tsx'
import { useMe } from '../app/session.ts'
import styles from './gate.module.css'
import { useHandovers } from './handovers.ts'
import { useGateWords } from './words.ts'

/** In the inbox of whoever takes the shift over: that a handover waits for them. */
export function HandoverNotice() {
  return useSites().map(({ id }) => <OfSite key={id} siteId={id} />)
}

function OfSite({ siteId }: { siteId: string }) {
  const { shift: words } = useGateWords()
  const { data: me } = useMe()
  const { data } = useHandovers(siteId)
  const open = data?.items.find(({ toUser, takenAt }) => toUser === me?.userId && takenAt === null)
  if (open === undefined) return null
  return (
    <div className={styles.notice} role="status">
      <p>{words.waiting(open.fromUser)}</p>
      <Link to="/handover" search={{ site: siteId }}>
        {words.read}
      </Link>
    </div>
  )
}
