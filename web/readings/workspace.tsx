import type { ReactNode } from 'react'
import { SiteField } from '../app/site-field.tsx'
import { useTitle } from '../app/title.ts'
import page from '../app/wide-page.module.css'
import { PlantTabs } from '../plant/plant-tabs.tsx'
import styles from './readings.module.css'
import { useReadingWords } from './words.ts'

type Props = {
  /** Of the tab of the browser. */
  name: string
  title: string
  lead: string
  siteId: string
  change: (siteId: string) => void
  /** What else is chosen for the whole page. */
  fields?: ReactNode
  children: ReactNode
}

/** What stands around each page of the domain: its tabs, its name, which site. */
export function Workspace({ name, title, lead, siteId, change, fields, children }: Props) {
  const words = useReadingWords()
  useTitle(name)
  return (
    <div className={page.page}>
      <PlantTabs />
      <header className={page.top}>
        <div className={page.titles}>
          <h1 className={page.heading}>{title}</h1>
          <p className={styles.quiet}>{lead}</p>
        </div>
        <div className={styles.chosen}>
          <SiteField label={words.site} siteId={siteId} change={change} />
          {fields}
        </div>
      </header>
      {children}
    </div>
  )
}
