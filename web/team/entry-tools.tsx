import { ActionIcon, Button } from '@mantine/core'
import type { PageEntryItem } from '../../server/http/contract.ts'
import { DownIcon, UpIcon } from '../app/icons.tsx'
import styles from './team-board.module.css'
import type { PageChange } from './team-page.ts'
import { useTeamWords } from './words.ts'

type Props = {
  entries: PageEntryItem[]
  at: number
  busy: boolean
  change: (change: PageChange) => void
}

/** What a supervisor does with an entry of the page. */
export function EntryTools({ entries, at, busy, change }: Props) {
  const words = useTeamWords()
  const entry = entries[at]
  if (entry === undefined) return null
  const { viewId, name, newestVersion, viewVersion } = entry
  const move = (to: number) =>
    change({ kind: 'order', viewIds: moved(entries, { from: at, to }).map((one) => one.viewId) })
  const newer = newestVersion !== null && newestVersion !== viewVersion
  return (
    <div className={styles.tools}>
      {newer && (
        <Button
          variant="default"
          disabled={busy}
          onClick={() => change({ kind: 'publish', viewId, version: newestVersion })}
        >
          {words.publishNewer}
        </Button>
      )}
      <ActionIcon
        variant="default"
        size={44}
        aria-label={words.up(name)}
        disabled={busy || at === 0}
        onClick={() => move(at - 1)}
      >
        <UpIcon />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={44}
        aria-label={words.down(name)}
        disabled={busy || at === entries.length - 1}
        onClick={() => move(at + 1)}
      >
        <DownIcon />
      </ActionIcon>
      <Button
        variant="default"
        disabled={busy}
        onClick={() => change({ kind: 'unpublish', viewId })}
      >
        {words.unpublish}
      </Button>
    </div>
  )
}

function moved<T>(items: T[], { from, to }: { from: number; to: number }): T[] {
  const rest = items.filter((_, at) => at !== from)
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)]
}
