import { useState } from 'react'
import type { ImportDoor, ImportDraft } from '../../server/http/contract.ts'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { DataTabs } from '../sources/data-tabs.tsx'
import { FileChoice } from './file-choice.tsx'
import styles from './import-page.module.css'
import { forget, useImportDoor } from './imports.ts'
import { Review } from './review.tsx'
import { useImportWords } from './words.ts'

/** A file on its way in: chosen, its columns looked through, checked, imported. */
export function ImportPage() {
  const words = useImportWords()
  const { data, error, refetch } = useImportDoor()
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <DataTabs />
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      {data !== undefined && <Import door={data} />}
      {data === undefined &&
        (error === null ? <Loading /> : <Failure error={error} retry={refetch} />)}
    </div>
  )
}

function Import({ door }: { door: ImportDoor }) {
  const words = useImportWords()
  const [draft, setDraft] = useState<ImportDraft | null>(null)
  const [siteId, setSiteId] = useState(door.siteIds[0] ?? '')
  const leave = () => {
    if (draft !== null) forget(draft)
    setDraft(null)
  }
  if (siteId === '') return <Notice title={words.noSite} hint={words.noSiteHint} />
  if (draft === null) {
    return <FileChoice door={door} siteId={siteId} chooseSite={setSiteId} received={setDraft} />
  }
  return <Review key={draft.id} draft={draft} streams={door.streams} leave={leave} />
}
