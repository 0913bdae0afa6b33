import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Handover } from '../../server/http/contract.ts'
import { Moment } from '../app/moment.tsx'
import { useMe } from '../app/session.ts'
import { Failure, Loading } from '../app/states.tsx'
import styles from './gate.module.css'
import { useHandovers, useTakeOver } from './handovers.ts'
import { useGateWords } from './words.ts'

type Props = { siteId: string; ended: (outcome: string) => void }

/** The latest handovers, newest first, with what each left. */
export function HandoverList({ siteId, ended }: Props) {
  const { shift: words } = useGateWords()
  const { data, error, refetch } = useHandovers(siteId)
  if (data === undefined)
    return error === null ? <Loading /> : <Failure error={error} retry={refetch} />
  return (
    <section>
      <h2>{words.latest}</h2>
      {data.items.length === 0 && <p className={styles.quiet}>{words.none}</p>}
      <ul className={styles.list}>
        {data.items.map((one) => (
          <Line key={one.id} handover={one} ended={ended} />
        ))}
      </ul>
    </section>
  )
}

type LineProps = { handover: Handover; ended: (outcome: string) => void }

function Line({ handover, ended }: LineProps) {
  const { shift: words } = useGateWords()
  const { data: me } = useMe()
  const { siteId, fromUser, toUser, note, proposalIds, at, takenAt } = handover
  const takeOver = useTakeOver(handover)
  const mine = toUser === me?.userId && takenAt === null
  return (
    <li className={styles.item}>
      <div className={styles.about}>
        <p>
          <strong>{words.line(fromUser, toUser)}</strong>
          {' · '}
          <Moment at={at} siteId={siteId} />
          {` · ${takenAt === null ? words.open : words.taken} `}
          {takenAt !== null && <Moment at={takenAt} siteId={siteId} />}
        </p>
        <p className={styles.note}>{note}</p>
        <Left siteId={siteId} ids={proposalIds} />
      </div>
      {mine && (
        <Button
          loading={takeOver.isPending}
          onClick={() =>
            takeOver.mutate(undefined, { onSuccess: ended, onError: () => ended('unsure') })
          }
        >
          {words.take}
        </Button>
      )}
    </li>
  )
}

function Left({ siteId, ids }: { siteId: string; ids: string[] }) {
  const { shift: words } = useGateWords()
  if (ids.length === 0) return <p className={styles.quiet}>{words.left(0)}</p>
  return (
    <details>
      <summary className={styles.link}>{words.left(ids.length)}</summary>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.link}>
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
