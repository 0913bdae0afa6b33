import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSites } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { threadsQuery } from './conversation.ts'
import { PlusIcon } from './icons.tsx'
import styles from './thread-list.module.css'
import { useChatWords } from './words.ts'

type Props = { onChoose?: () => void }

export function ThreadList({ onChoose }: Props) {
  const words = useChatWords()
  const [site] = useSites()
  const { data, error, refetch } = useQuery(threadsQuery)
  return (
    <div className={styles.list}>
      <Link to="/chat" className={styles.new} onClick={onChoose}>
        <PlusIcon />
        {words.newQuestion}
      </Link>
      {data === undefined && (error ? <Failure error={error} retry={refetch} /> : <Loading />)}
      {data?.items.length === 0 && <p className={styles.none}>{words.noThreads}</p>}
      <ul>
        {data?.items.map(({ id, title, createdAt }) => (
          <li key={id}>
            <Link
              to="/chat/$threadId"
              params={{ threadId: id }}
              preload={false}
              className={styles.thread}
              activeProps={{ 'aria-current': 'page' }}
              onClick={onChoose}
            >
              <span className={styles.title}>{title}</span>
              <Moment at={createdAt} siteId={site?.id ?? ''} className={styles.time} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
