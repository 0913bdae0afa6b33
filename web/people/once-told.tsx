import { Button } from '@mantine/core'
import type { OnceReply } from '../../server/http/contract.ts'
import { Once } from '../access/once.tsx'
import { formatExactTime } from '../app/format.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import dialog from '../inbox/dialog.module.css'
import { usePeopleWords } from './words.ts'

type Props = { told: Extract<OnceReply, { outcome: 'done' }>; close: () => void }

/** The one-time password, as long as the dialog is open. */
export function OnceTold({ told: { userId, password, until }, close }: Props) {
  const words = usePeopleWords()
  const { language } = useLanguage()
  const zone = useSites()[0]?.zone ?? 'UTC'
  return (
    <>
      <Once
        label={words.once}
        secret={password}
        hint={words.onceFor(userId, formatExactTime(until, zone, language))}
      />
      <div className={dialog.buttons}>
        <Button onClick={close}>{words.finished}</Button>
      </div>
    </>
  )
}
