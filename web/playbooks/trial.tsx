import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useLanguage } from '../app/language.tsx'
import { useLive } from '../app/live.tsx'
import { SelectField } from '../app/select-field.tsx'
import { serverFault } from '../form/server-fault.ts'
import { Unplaced } from '../form/unplaced.tsx'
import styles from './playbooks.module.css'
import { useArming, useRehearsal } from './playbooks.ts'
import { RehearsalView } from './rehearsal-view.tsx'
import { usePlaybookWords } from './words.ts'

const spans = [7, 30, 90]

/** A text tried on the past; what else one can do with it stands beside. */
export function Trial({ source, children }: { source: string; children?: ReactNode }) {
  const { language } = useLanguage()
  const words = usePlaybookWords()
  const offline = useLive() === 'offline'
  const [days, setDays] = useState('30')
  const rehearsal = useRehearsal(source)
  if (offline) return null
  return (
    <>
      <div className={styles.buttons}>
        <SelectField
          label={words.over}
          value={days}
          choices={spans.map((count) => ({ value: String(count), label: words.days(count) }))}
          change={setDays}
        />
        <Button
          variant="default"
          loading={rehearsal.isPending}
          onClick={() => rehearsal.mutate(Number(days))}
        >
          {words.rehearse}
        </Button>
        {children}
      </div>
      <Unplaced fault={serverFault(rehearsal.error, language)} names={[]} />
      {rehearsal.data !== undefined && <RehearsalView rehearsal={rehearsal.data} />}
    </>
  )
}

/** Asks people to arm a text. */
export function Arm({ source }: { source: string }) {
  const { language } = useLanguage()
  const words = usePlaybookWords()
  const { data, error, isPending, mutate } = useArming(source)
  if (data !== undefined) return <Filed {...data} />
  return (
    <>
      <Button loading={isPending} onClick={() => mutate()}>
        {words.arm}
      </Button>
      <Unplaced fault={serverFault(error, language)} names={[]} />
    </>
  )
}

function Filed({ siteId, id }: { siteId: string; id: string }) {
  const words = usePlaybookWords()
  return (
    <p role="status" className={styles.said}>
      {words.filed}{' '}
      <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.link}>
        {words.open}
      </Link>
    </p>
  )
}
