import { Button } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { AgainLink, useAgain } from '../app/again-link.tsx'
import { ApiError } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { serverText } from '../form/server-fault.ts'
import styles from '../inbox/dialog.module.css'
import { PasswordField } from './password-field.tsx'
import { useAccessWords } from './words.ts'

type Props = {
  label: string
  /** It narrows what somebody may do: no password is asked. */
  unsigned?: boolean
  sending: boolean
  /** What came of the try before. */
  outcome: string | undefined
  error: Error | null
  /** What is missing in the fields above, said by them; nothing is sent. */
  incomplete: boolean
  submit: (password: string | undefined) => void
  close?: () => void
  children?: ReactNode
}

/** Fields, the password that the act takes, and what the server has against it. */
export function SignedForm({ children, unsigned = false, close, ...props }: Props) {
  const words = useAccessWords()
  const { language } = useLanguage()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const { outcome, error, incomplete } = props
  const said = outcome === undefined ? null : (words.outcomes[outcome] ?? null)
  const again = useAgain()
  const isUnsigned = password === '' && again.provider === null
  const fault = tried && isUnsigned ? words.sign.missing : said
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (incomplete || (!unsigned && isUnsigned)) return
    props.submit(unsigned ? undefined : password)
    setPassword('')
    setTried(false)
  }
  const isAnswer = error instanceof ApiError && error.status !== 0
  return (
    <form onSubmit={submit} noValidate>
      {children}
      {!unsigned && <AgainLink />}
      {!unsigned && again.password && (
        <PasswordField value={password} change={setPassword} fault={fault} />
      )}
      {!unsigned && !again.password && fault !== null && (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
      {error !== null && (
        <p role="alert" className={styles.fault}>
          {isAnswer ? serverText(error, language) : words.unsure}
        </p>
      )}
      <div className={styles.buttons}>
        {close !== undefined && (
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
        )}
        <Button type="submit" loading={props.sending}>
          {props.label}
        </Button>
      </div>
    </form>
  )
}
