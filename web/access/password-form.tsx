import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ApiError, postJson } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { NewPasswordFields, newPasswordFault } from '../app/new-password.tsx'
import { useMe } from '../app/session.ts'
import { serverText } from '../form/server-fault.ts'
import gate from '../gate/gate.module.css'
import { PasswordField } from './password-field.tsx'
import { useAccessWords } from './words.ts'

/** Another password in the place of one's own; it signs in anew, and everywhere else one is signed out. */
export function PasswordForm() {
  const words = useAccessWords()
  const { language, words: app } = useLanguage()
  const { data: me } = useMe()
  const [own, setOwn] = useState('')
  const [chosen, setChosen] = useState({ password: '', again: '' })
  const [tried, setTried] = useState(false)
  const change = useMutation<unknown, Error, void>({
    mutationFn: () =>
      postJson('/api/auth/sign-in/email', {
        ...{ email: me?.userId ?? '', password: own, newPassword: chosen.password },
      }),
    onSuccess: () => {
      setOwn('')
      setChosen({ password: '', again: '' })
      setTried(false)
    },
  })
  const fault = newPasswordFault(chosen, { words: app.signIn, before: own })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (own !== '' && fault === null) change.mutate()
  }
  const status = change.error instanceof ApiError ? change.error.status : null
  const other = status === 401 || status === 429 ? null : change.error
  const wrong =
    status === 401 ? words.outcomes.wrong_password : status === 429 ? words.outcomes.too_many : null
  return (
    <form onSubmit={submit} noValidate className={gate.form}>
      <p role="status" className={gate.said}>
        {change.isSuccess ? words.changed : ''}
      </p>
      <NewPasswordFields value={chosen} change={setChosen} fault={tried ? fault : null} />
      <PasswordField
        value={own}
        change={setOwn}
        fault={tried && own === '' && !change.isPending ? words.sign.missing : (wrong ?? null)}
      />
      {other !== null && <p role="alert">{serverText(other, language)}</p>}
      <Button type="submit" loading={change.isPending}>
        {words.changeIt}
      </Button>
    </form>
  )
}
