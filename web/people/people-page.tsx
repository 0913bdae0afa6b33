import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PeoplePage as Page, PersonAccount } from '../../server/http/contract.ts'
import { Failure, Loading } from '../app/states.tsx'
import { useTitle } from '../app/title.ts'
import gate from '../gate/gate.module.css'
import { type Act, ActDialog } from './act-dialog.tsx'
import { AddDialog } from './add-dialog.tsx'
import styles from './people.module.css'
import { usePeople } from './people.ts'
import { PersonItem } from './person-item.tsx'
import { usePeopleWords } from './words.ts'

/** Accounts at the sites of an administrator. */
export function PeoplePage() {
  const words = usePeopleWords()
  const { data, error, refetch } = usePeople()
  useTitle(words.heading)
  return (
    <div className={gate.page}>
      <header>
        <h1 className={gate.heading}>{words.heading}</h1>
        <p className={gate.lead}>{words.lead}</p>
      </header>
      {data !== undefined ? (
        <People page={data} />
      ) : error === null ? (
        <Loading />
      ) : (
        <Failure error={error} retry={refetch} />
      )}
    </div>
  )
}

type Chosen = { account: PersonAccount; act: Act }

function People({ page }: { page: Page }) {
  const words = usePeopleWords()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState('')
  const sought = typed.trim().toLowerCase()
  const shown = page.items.filter(({ userId, name }) =>
    `${userId} ${name}`.toLowerCase().includes(sought),
  )
  return (
    <>
      <p role="status" className={gate.said}>
        {said}
      </p>
      <div className={styles.tools}>
        <TextInput
          type="search"
          label={words.find}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button onClick={() => setAdding(true)}>{words.add}</Button>
      </div>
      <p className={gate.quiet}>{words.count(shown.length, page.items.length)}</p>
      <ul className={gate.list}>
        {shown.map((account) => (
          <PersonItem
            key={account.userId}
            account={account}
            provider={page.provider}
            choose={(act) => setChosen({ account, act })}
          />
        ))}
      </ul>
      {adding && <AddDialog page={page} close={() => setAdding(false)} />}
      {chosen !== null && (
        <ActDialog {...chosen} page={page} tell={setSaid} close={() => setChosen(null)} />
      )}
    </>
  )
}
