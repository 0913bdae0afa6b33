import { TextInput } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { DocumentDoor } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'
import { DropZone } from '../app/drop-zone.tsx'
import { useLanguage, useSites } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import { formatBytes } from '../import/format-bytes.ts'
import styles from './library.module.css'
import { LibraryTabs } from './library-tabs.tsx'
import { UploadList } from './upload-list.tsx'
import { useUploads } from './use-uploads.ts'
import { useLibraryWords } from './words.ts'

const doorQuery = queryOptions({
  queryKey: ['document-door'],
  queryFn: ({ signal }) => getJson<DocumentDoor>('/api/documents/door', { signal }),
  staleTime: 10 * 60_000,
})

/** Files in, each with how far it has come and what became of it. */
export function UploadPage() {
  const words = useLibraryWords().upload
  const { data, error, refetch } = useQuery(doorQuery)
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <LibraryTabs />
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : data.siteIds.length === 0 ? (
        <Notice title={words.noRight} hint={words.noRightHint} />
      ) : (
        <Door door={data} />
      )}
    </div>
  )
}

function Door({ door }: { door: DocumentDoor }) {
  const words = useLibraryWords()
  const { language } = useLanguage()
  const sites = useSites()
  const { site, id = '' } = useSearch({ from: '/library/add' })
  const [given, setGiven] = useState({
    site: door.siteIds.find((one) => one === site) ?? door.siteIds[0] ?? '',
    ...{ id, title: '', equipment: '' },
  })
  const { uploads, add, stop } = useUploads()
  const nameOf = (siteId: string) => sites.find((one) => one.id === siteId)?.name ?? words.group
  const field = (name: 'id' | 'title' | 'equipment') => ({
    value: given[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setGiven({ ...given, [name]: target.value }),
  })
  const equipment = given.equipment.split(/[,，、\s]+/).filter(Boolean)
  const most = formatBytes(door.mostBytes, language)
  return (
    <>
      <SelectField
        label={words.upload.site}
        value={given.site}
        choices={door.siteIds.map((one) => ({ value: one, label: nameOf(one) }))}
        change={(next) => setGiven({ ...given, site: next })}
        className={styles.field}
      />
      <details className={styles.more} open={id !== ''}>
        <summary>{words.upload.more}</summary>
        <div className={styles.fields}>
          <TextInput
            label={words.upload.document}
            description={words.upload.documentHint}
            {...field('id')}
          />
          <TextInput
            label={words.upload.title}
            description={words.upload.titleHint}
            {...field('title')}
          />
          <TextInput
            label={words.upload.equipment}
            description={words.upload.equipmentHint}
            {...field('equipment')}
          />
        </div>
      </details>
      <DropZone
        several
        words={words.upload}
        hint={words.upload.accepts(most)}
        accept={door.endings.join(',')}
        take={(files) => add(files, { ...given, equipment })}
      />
      {!door.readsPictures && <p className={styles.quiet}>{words.upload.noPictures}</p>}
      <UploadList uploads={uploads} stop={stop} />
    </>
  )
}
