import { useId, useState } from 'react'
import type { PlaybookPage } from '../../server/http/contract.ts'
import { useLanguage } from '../app/language.tsx'
import { Failure, Loading, Notice } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import gate from '../gate/gate.module.css'
import { GatePages } from '../gate/gate-pages.tsx'
import { PlaybookItem } from './playbook-item.tsx'
import styles from './playbooks.module.css'
import { usePlaybooks } from './playbooks.ts'
import { Arm, Trial } from './trial.tsx'
import { usePlaybookWords } from './words.ts'

/** What asks by itself, what could, and how each would have fared. */
export function PlaybooksPage() {
  const words = usePlaybookWords()
  const { data, error, refetch } = usePlaybooks()
  useTitle(words.heading)
  return (
    <div className={gate.page}>
      <GatePages />
      <header>
        <h1 className={gate.heading}>{words.heading}</h1>
        <p className={gate.lead}>{words.lead}</p>
      </header>
      {data !== undefined ? (
        <List {...data} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
      <OwnFile />
    </div>
  )
}

function List({ items, unreadable }: PlaybookPage) {
  const { words: app } = useLanguage()
  const words = usePlaybookWords()
  return (
    <>
      {items.length === 0 && <Notice title={words.none} hint={words.noneHint} />}
      <ol className={styles.items}>
        {items.map((card) => (
          <PlaybookItem key={`${card.siteId}/${card.name}`} card={card} />
        ))}
      </ol>
      {unreadable.length > 0 && (
        <p role="alert">{words.unreadable(unreadable.join(app.app.comma))}</p>
      )}
    </>
  )
}

/** A file of this device, to be rehearsed and armed like any other. */
function OwnFile() {
  const words = usePlaybookWords()
  const id = useId()
  const [chosen, setChosen] = useState<{ source: string } | null>(null)
  const choose = async (file: File | undefined) => {
    setChosen(file === undefined ? null : { source: await file.text() })
  }
  return (
    <section className={styles.own}>
      <h2>{words.file}</h2>
      <label htmlFor={id} className={gate.quiet}>
        {words.fileHint}
      </label>
      <input
        id={id}
        type="file"
        accept=".yaml,.yml"
        className={styles.file}
        onChange={({ target }) => void choose(target.files?.[0])}
      />
      {chosen !== null && (
        <Trial key={chosen.source} source={chosen.source}>
          <Arm source={chosen.source} />
        </Trial>
      )}
    </section>
  )
}
