import { Button } from '@mantine/core'
import type { ViewDetail } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { kinds } from '../reports/report-kind.ts'
import { Subscribe } from '../reports/subscribe.tsx'
import { useReportWords } from '../reports/words.ts'
import styles from './views.module.css'
import { useViewWords } from './words.ts'

type Props = { item: ViewDetail; close: () => void }

/** After which periods one is sent what the question comes to. */
export function SendDialog({ item: { siteId, id, name }, close }: Props) {
  const words = useViewWords()
  const { subscribeView, kind: kindWords } = useReportWords()
  return (
    <Dialog title={words.sendTitle} close={close}>
      <div className={styles.form}>
        <p className={styles.name}>{name}</p>
        <p>{subscribeView}</p>
        {kinds.map((kind) => (
          <Subscribe key={kind} site={siteId} kind={kind} viewId={id} label={kindWords[kind]} />
        ))}
        <div className={styles.buttons}>
          <Button variant="default" onClick={close}>
            {words.close}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
