import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { ViewDetail } from '../../server/http/contract.ts'
import { ApiError } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { useNaming } from '../chat/names.ts'
import type { ChangeView } from '../explorer/use-view.ts'
import { queryOf, sameQuestion, type View, viewOfQuery } from '../explorer/view-state.ts'
import { About, ListDialog } from './list-dialog.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { SaveDialog } from './save-dialog.tsx'
import { SendDialog } from './send-dialog.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import styles from './views.module.css'
import { searchOfView, useChangeView, useView } from './views.ts'
import { useViewWords } from './words.ts'

type Props = {
  view: View
  /** The address names a view and no question: the view's own is asked. */
  bare: boolean
  change: ChangeView
}

type Opened = 'list' | 'save' | 'settings' | 'publish' | 'send' | null

/** Where the question of the explorer comes from, and where it can be kept. */
export function SavedBar({ view, bare, change }: Props) {
  const words = useViewWords()
  const navigate = useNavigate()
  const [opened, setOpened] = useState<Opened>(null)
  const [said, setSaid] = useState('')
  const { data: item, error } = useView(view.saved)
  useEffect(() => {
    if (!bare || item === undefined) return
    void navigate({ to: '/metrics/explore', search: searchOfView(item), replace: true })
  }, [bare, item, navigate])
  const close = () => setOpened(null)
  const shown = view.saved === null ? undefined : item
  const gone = view.saved !== null && error instanceof ApiError && error.status === 404
  return (
    <section className={styles.bar} aria-label={words.bar}>
      <div className={styles.about}>
        {shown && <Standing item={shown} view={view} />}
        {view.saved === null && <p className={styles.quiet}>{words.unsaved}</p>}
        {gone && (
          <>
            <p className={styles.name}>{words.gone}</p>
            <p className={styles.quiet}>{words.goneHint}</p>
          </>
        )}
      </div>
      <div className={styles.actions}>
        {shown?.mine && <Update item={shown} view={view} say={setSaid} />}
        {shown?.mine && (
          <Button variant="default" onClick={() => setOpened('settings')}>
            {words.settings}
          </Button>
        )}
        {shown && (
          <Button variant="default" onClick={() => setOpened('publish')}>
            {words.publish}
          </Button>
        )}
        {shown && (
          <Button variant="default" onClick={() => setOpened('send')}>
            {words.send}
          </Button>
        )}
        <Button variant="default" onClick={() => setOpened('save')}>
          {words.save}
        </Button>
        <Button variant="default" onClick={() => setOpened('list')}>
          {words.mine}
        </Button>
      </div>
      {shown && shown.lost.length > 0 && <Lost ids={shown.lost} />}
      <p role="status" className={styles.said}>
        {said}
      </p>
      {opened === 'list' && <ListDialog close={close} />}
      {opened === 'save' && (
        <SaveDialog
          view={view}
          name={shown && !shown.mine ? shown.name : ''}
          close={close}
          saved={({ siteId, id }) => {
            close()
            setSaid(words.updated)
            change({ saved: { siteId, id } })
          }}
        />
      )}
      {opened === 'settings' && shown && (
        <SettingsDialog
          {...{ item: shown, say: setSaid, close }}
          deleted={() => change({ saved: null })}
        />
      )}
      {opened === 'send' && shown && <SendDialog item={shown} close={close} />}
      {opened === 'publish' && shown && <PublishDialog {...{ item: shown, say: setSaid, close }} />}
    </section>
  )
}

const keptOf = ({ query, form, siteId, id }: ViewDetail): View =>
  viewOfQuery(query, { show: form, saved: { siteId, id } })

function Standing({ item, view }: { item: ViewDetail; view: View }) {
  const words = useViewWords()
  return (
    <>
      <p className={styles.name}>{item.name}</p>
      <About item={item} />{' '}
      {!sameQuestion(view, keptOf(item)) && <span className={styles.changed}>{words.changed}</span>}
    </>
  )
}

type UpdateProps = { item: ViewDetail; view: View; say: (text: string) => void }

/** Keeps what the question has become, unless the view was changed elsewhere meanwhile. */
function Update({ item, view, say }: UpdateProps) {
  const words = useViewWords()
  const { mutate, isPending } = useChangeView(item)
  if (sameQuestion(view, keptOf(item))) return null
  const save = () =>
    mutate(
      { version: item.version, query: queryOf(view), form: view.show },
      {
        onSuccess: ({ outcome }) => say(outcome === 'changed' ? words.updated : words.otherVersion),
        onError: () => say(words.failed),
      },
    )
  return (
    <Button loading={isPending} onClick={save}>
      {words.update}
    </Button>
  )
}

function Lost({ ids }: { ids: string[] }) {
  const words = useViewWords()
  const { language, words: app } = useLanguage()
  const naming = useNaming(language)
  return <p className={styles.warning}>{words.lost(ids.map(naming.metric).join(app.app.comma))}</p>
}
