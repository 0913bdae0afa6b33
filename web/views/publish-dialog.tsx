import { Button } from '@mantine/core'
import { useState } from 'react'
import type { PageReply, ViewDetail } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage, useSite } from '../app/language.tsx'
import { useTeamPage } from '../team/team-page.ts'
import styles from './views.module.css'
import { usePublishView } from './views.ts'
import { useViewWords } from './words.ts'

type Props = { item: ViewDetail; say: (text: string) => void; close: () => void }

/** Puts a view on the page of a team, or of the whole site. */
export function PublishDialog({ item, say, close }: Props) {
  const words = useViewWords()
  const { language } = useLanguage()
  const site = useSite(item.siteId)
  const { data: page } = useTeamPage({ siteId: item.siteId, teamId: '' })
  const [teamId, setTeamId] = useState(item.pages[0]?.teamId ?? '')
  const { mutate, isPending, error, data } = usePublishView(item)
  const nameOf = (id: string) => {
    const team = page?.teams.find((one) => one.id === id)
    if (id === '' || team === undefined) return words.wholeSite(site.name)
    return language === 'zh' ? team.nameZh : team.nameEn
  }
  const publish = () =>
    mutate(
      { teamId, version: item.version },
      {
        onSuccess: ({ outcome }) => {
          if (outcome === 'full') return
          say(outcome === 'published' ? words.published : words.otherVersion)
          close()
        },
      },
    )
  const fault = data?.outcome === 'full' ? words.pageFull : error ? words.failed : null
  return (
    <Dialog title={words.publishTitle} close={close}>
      <div className={styles.form}>
        <p className={styles.name}>{item.name}</p>
        <p>{page?.mayPublish === false ? words.notSupervisor : words.publishHint}</p>
        <label className={styles.field}>
          {words.page}
          <select data-autofocus value={teamId} onChange={({ target }) => setTeamId(target.value)}>
            {(page?.teams ?? []).map(({ id }) => (
              <option key={id} value={id}>
                {nameOf(id)}
              </option>
            ))}
          </select>
        </label>
        {item.pages.length > 0 && (
          <p className={styles.quiet}>{standsOn({ item, words, nameOf })}</p>
        )}
        {fault !== null && (
          <p role="alert" className={styles.fault}>
            {fault}
          </p>
        )}
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          <Button disabled={page?.mayPublish !== true} loading={isPending} onClick={publish}>
            {words.publish}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

type Standing = {
  item: ViewDetail
  words: ReturnType<typeof useViewWords>
  nameOf: (teamId: PageReply['page']['teamId']) => string
}

const standsOn = ({ item: { pages, version }, words, nameOf }: Standing): string =>
  words.standsOn(
    pages
      .map(({ teamId, viewVersion }) =>
        viewVersion === version ? nameOf(teamId) : `${nameOf(teamId)} (${words.older})`,
      )
      .join(' · '),
  )
