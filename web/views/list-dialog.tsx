import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ViewItem } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { Failure, Loading } from '../app/states.tsx'
import { holds } from '../metrics/find-metrics.ts'
import { useReaderNames } from './reader-fields.tsx'
import styles from './views.module.css'
import { searchOfView, useViews } from './views.ts'
import { useViewWords } from './words.ts'

/** The views that one may open. */
export function ListDialog({ close }: { close: () => void }) {
  const words = useViewWords()
  const { data, error, refetch } = useViews()
  const [typed, setTyped] = useState('')
  const found = data?.items.filter(({ name, ownerId }) => holds([name, ownerId], typed))
  return (
    <Dialog title={words.listTitle} close={close}>
      <label className={styles.field}>
        {words.find}
        <input
          type="search"
          data-autofocus
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <p className={styles.quiet}>{words.listHint}</p>
      {found === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : (
        <>
          <ul className={styles.list}>
            {found.map((item) => (
              <li key={`${item.siteId} ${item.id}`}>
                <Link
                  to="/metrics/explore"
                  search={searchOfView(item)}
                  className={styles.item}
                  onClick={close}
                >
                  <span>{item.name}</span>
                  <About item={item} />
                </Link>
              </li>
            ))}
          </ul>
          <p role="status" className={styles.quiet}>
            {data?.items.length === 0 ? words.none : found.length === 0 ? words.nothingFound : ''}
          </p>
        </>
      )}
    </Dialog>
  )
}

/** Whose it is, and who sees it. */
export function About({ item }: { item: ViewItem }) {
  const words = useViewWords()
  const namesOf = useReaderNames()
  const { mine, ownerId, readers } = item
  const seen = readers.length === 0 ? words.private : words.sharedWith(namesOf(readers))
  return <span className={styles.quiet}>{mine ? seen : `${words.by(ownerId)} · ${seen}`}</span>
}
