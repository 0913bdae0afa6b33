import { useState } from 'react'
import type { GlossaryTerm } from '../../server/http/contract.ts'
import { useLanguage, useSite } from '../app/language.tsx'
import { Moment } from '../app/moment.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import styles from './library.module.css'
import { useRetireTerm, useTerms } from './library.ts'
import { LibraryTabs } from './library-tabs.tsx'
import { TermDialog } from './term-dialog.tsx'
import { useLibraryWords } from './words.ts'

/** What a site calls its things beside what the manuals call them. */
export function TermsPage() {
  const words = useLibraryWords().terms
  const { data, error, refetch } = useTerms()
  const [editing, setEditing] = useState<GlossaryTerm | 'new' | null>(null)
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <LibraryTabs />
      <header className={styles.top}>
        <div>
          <h1 className={styles.heading}>{words.heading}</h1>
          <p className={styles.lead}>{words.lead}</p>
        </div>
        <button type="button" className={styles.button} onClick={() => setEditing('new')}>
          {words.add}
        </button>
      </header>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <Failure error={error} retry={refetch} />
        )
      ) : data.items.length === 0 ? (
        <Notice title={words.none} hint={words.noneHint} />
      ) : (
        <Terms items={data.items} edit={setEditing} />
      )}
      {editing !== null && (
        <TermDialog
          {...(editing === 'new' ? {} : { term: editing })}
          close={() => setEditing(null)}
        />
      )}
    </div>
  )
}

type TermsProps = { items: GlossaryTerm[]; edit: (term: GlossaryTerm) => void }

function Terms({ items, edit }: TermsProps) {
  const words = useLibraryWords().terms
  const retire = useRetireTerm()
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const found = items.filter(({ zh, en, note }) =>
    [...zh, ...en, note].join('\n').toLowerCase().includes(wanted),
  )
  return (
    <>
      <label className={styles.field}>
        {words.search}
        <input type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
      </label>
      <p role="status" className={styles.quiet}>
        {retire.data
          ? words.outcomes[retire.data.outcome]
          : words.count(found.length, items.length)}
      </p>
      <ol className={styles.list}>
        {found.map((term) => (
          <TermItem
            key={`${term.siteId} ${term.term}`}
            term={term}
            edit={() => edit(term)}
            retire={() => retire.mutate(term)}
          />
        ))}
      </ol>
    </>
  )
}

type ItemProps = { term: GlossaryTerm; edit: () => void; retire: () => void }

function TermItem({ term, edit, retire }: ItemProps) {
  const words = useLibraryWords()
  const { comma } = useLanguage().words.app
  const site = useSite(term.siteId)
  const { siteId, zh, en, note, version, status, changedBy, changedAt } = term
  const name = [...zh, ...en][0] ?? ''
  return (
    <li className={styles.item}>
      <p>
        <strong lang="zh-CN">{zh.join('、')}</strong>
        {zh.length > 0 && en.length > 0 && ' = '}
        <strong lang="en">{en.join(comma)}</strong>
      </p>
      {note !== '' && <p>{note}</p>}
      <p className={styles.quiet}>
        {status === 'retired' && `${words.terms.retired} · `}
        {siteId === 'group' ? words.group : site.name} · {words.terms.version(version)} ·{' '}
        {words.terms.by} {changedBy} · <Moment at={changedAt} siteId={siteId} />
      </p>
      <div className={styles.actions}>
        <button
          type="button"
          className={styles.button}
          aria-label={words.terms.editLabel(name)}
          onClick={edit}
        >
          {words.terms.edit}
        </button>
        {status === 'active' && (
          <button
            type="button"
            className={styles.button}
            aria-label={words.terms.retireLabel(name)}
            onClick={retire}
          >
            {words.terms.retire}
          </button>
        )}
      </div>
    </li>
  )
}
