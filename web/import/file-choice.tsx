import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ImportDoor, ImportDraft } from '../../server/http/contract.ts'
import zone from '../app/drop-zone.module.css'
import { DropZone } from '../app/drop-zone.tsx'
import { useLanguage, useSites } from '../app/language.tsx'
import styles from './file-choice.module.css'
import { formatBytes } from './format-bytes.ts'
import { ImportFailure } from './import-failure.tsx'
import { useUpload } from './use-upload.ts'
import { useImportWords } from './words.ts'

type Props = {
  door: ImportDoor
  siteId: string
  chooseSite: (siteId: string) => void
  received: (draft: ImportDraft) => void
}

/** Which site, and which file: dropped, or chosen by the browser's own dialog. */
export function FileChoice({ door, siteId, chooseSite, received }: Props) {
  const { language } = useLanguage()
  const words = useImportWords()
  const { now, start, stop } = useUpload(received)
  const [refused, setRefused] = useState<'empty' | 'tooLarge' | null>(null)
  const most = formatBytes(door.mostBytes, language)
  const take = (file: File | undefined) => {
    if (file === undefined) return
    const fault = file.size === 0 ? 'empty' : file.size > door.mostBytes ? 'tooLarge' : null
    setRefused(fault)
    if (fault === null) void start(siteId, file)
  }
  return (
    <div className={styles.choice}>
      {door.siteIds.length > 1 && (
        <SiteChoice siteIds={door.siteIds} siteId={siteId} choose={chooseSite} />
      )}
      {now.state === 'sending' ? (
        <Sending share={now.share} stop={stop} />
      ) : (
        <DropZone
          words={words}
          hint={words.accepts(most)}
          accept=".csv,.tsv,.txt,.gz,.xlsx"
          take={([file]) => take(file)}
        />
      )}
      <div role="alert">
        {refused !== null && (
          <p className={styles.fault}>{refused === 'empty' ? words.empty : words.tooLarge(most)}</p>
        )}
        {now.state === 'failed' && refused === null && (
          <ImportFailure title={words.failed} error={now.error} />
        )}
      </div>
    </div>
  )
}

type SiteProps = { siteIds: string[]; siteId: string; choose: (siteId: string) => void }

function SiteChoice({ siteIds, siteId, choose }: SiteProps) {
  const words = useImportWords()
  const sites = useSites().filter(({ id }) => siteIds.includes(id))
  return (
    <label className={styles.label}>
      {words.site}
      <select
        className={styles.select}
        value={siteId}
        onChange={({ target }) => choose(target.value)}
      >
        {sites.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Sending({ share, stop }: { share: number; stop: () => void }) {
  const words = useImportWords()
  const percent = `${Math.floor(share * 100)}%`
  const text = share < 1 ? words.uploading(percent) : words.reading
  return (
    <div className={zone.zone} role="status">
      <p>{text}</p>
      <progress className={zone.bar} value={share < 1 ? share : undefined} aria-label={text} />
      <Button variant="default" onClick={stop}>
        {words.stop}
      </Button>
    </div>
  )
}
