import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useSites } from '../app/language.tsx'
import { SiteField } from '../app/site-field.tsx'
import { useTitle } from '../app/title.ts'
import form from '../form/form.module.css'
import styles from './gate.module.css'
import { GatePages } from './gate-pages.tsx'
import { HandoverForm } from './handover-form.tsx'
import { HandoverList } from './handover-list.tsx'
import { useGateWords } from './words.ts'

/** What one shift leaves to the next. */
export function HandoverPage() {
  const { shift: words, site: siteWord, unsure } = useGateWords()
  const sites = useSites()
  const { site } = useSearch({ from: '/handover' })
  const navigate = useNavigate()
  const [said, setSaid] = useState<string | null>(null)
  const siteId = sites.find(({ id }) => id === site)?.id ?? sites[0]?.id ?? ''
  useTitle(words.heading)
  return (
    <div className={styles.page}>
      <GatePages />
      <header>
        <h1 className={styles.heading}>{words.heading}</h1>
        <p className={styles.lead}>{words.lead}</p>
      </header>
      <SiteField
        className={form.field}
        label={siteWord}
        siteId={siteId}
        change={(next) => void navigate({ to: '/handover', search: { site: next } })}
      />
      <p role="status" className={styles.said}>
        {said === null ? '' : (words.outcomes[said] ?? unsure)}
      </p>
      <HandoverList siteId={siteId} ended={setSaid} />
      <HandoverForm key={siteId} siteId={siteId} ended={setSaid} />
    </div>
  )
}
