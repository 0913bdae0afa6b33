import { Button } from '@mantine/core'
import { useState } from 'react'
import form from '../form/form.module.css'
import styles from './access.module.css'
import { useAccessWords } from './words.ts'

type Props = { label: string; secret: string; hint: string }

/** Told this once: nobody can read it again. */
export function Once({ label, secret, hint }: Props) {
  const words = useAccessWords()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <div role="status" className={styles.once}>
      <label className={form.field}>
        {label}
        <input
          readOnly
          value={secret}
          className={styles.secret}
          onFocus={({ target }) => target.select()}
        />
      </label>
      <p>{hint}</p>
      {/* Browsers give the clipboard to secure pages only; the field can be selected anyway. */}
      {navigator.clipboard !== undefined && (
        <Button variant="default" onClick={copy}>
          {copied ? words.copied : words.copy}
        </Button>
      )}
    </div>
  )
}
