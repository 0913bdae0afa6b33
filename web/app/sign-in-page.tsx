import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { ApiError } from './api.ts'
import { BrandMark } from './icons.tsx'
import { useLanguage } from './language.tsx'
import { type NewPassword, NewPasswordFields, newPasswordFault } from './new-password.tsx'
import { useDemo, useSignIn, useSignInWays } from './session.ts'
import styles from './sign-in-page.module.css'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'
import type { Words } from './words/en.ts'

export function SignInPage() {
  const { words } = useLanguage()
  useEffect(() => {
    document.title = `${words.signIn.heading} · ${words.app.name}`
  }, [words])
  return (
    <div className={styles.frame}>
      <header className={styles.tools}>
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main className={styles.main}>
        <div className={styles.brand}>
          <BrandMark />
          <span>{words.app.name}</span>
        </div>
        <p className={styles.motto}>{words.app.motto}</p>
        <Ways />
        <DemoSignIns />
      </main>
    </div>
  )
}

/** The provider first, where there is one; nothing before it is known which. */
function Ways() {
  const { language, words } = useLanguage()
  const { data: ways, isPending } = useSignInWays()
  if (isPending) return null
  const { pathname, search, hash } = window.location
  const to = encodeURIComponent(`${pathname}${search}${hash}`)
  const provider = ways?.provider?.[language]
  return (
    <>
      {provider !== undefined && (
        <div className={styles.provider}>
          {ways?.password === false && <h1 className={styles.heading}>{words.signIn.heading}</h1>}
          <Button component="a" href={`/api/auth/oidc/start?to=${to}`} fullWidth>
            {provider}
          </Button>
          {ways?.password !== false && <p className={styles.lead}>{words.signIn.or}</p>}
        </div>
      )}
      {ways?.password !== false && <SignInForm />}
    </>
  )
}

/** Who a newcomer can be; the deciding roles stand first. */
const rolesFirst = ['supervisor', 'operator', 'planner', 'maintenance', 'manager', 'admin']
const rankOf = (userId: string) => rolesFirst.indexOf(userId.split('@')[0] ?? '')

function DemoSignIns() {
  const { signIn } = useLanguage().words
  const demo = useDemo()
  const attempt = useSignIn()
  if (demo === null) return null
  const { userIds, password } = demo
  return (
    <section className={styles.demo} aria-labelledby="demo-sign-ins">
      <h2 id="demo-sign-ins" className={styles.lead}>
        {signIn.demo}
      </h2>
      <ul className={styles.people}>
        {userIds
          .toSorted((a, b) => rankOf(a) - rankOf(b))
          .map((userId) => (
            <li key={userId}>
              <Button
                variant="default"
                fullWidth
                disabled={attempt.isPending}
                onClick={() => attempt.mutate({ email: userId, password })}
              >
                {userId}
              </Button>
            </li>
          ))}
      </ul>
    </section>
  )
}

type Missing = { email?: string; password?: string }
const noneYet: NewPassword = { password: '', again: '' }

function SignInForm() {
  const { signIn } = useLanguage().words
  const { states } = useLanguage().words
  const attempt = useSignIn()
  const [missing, setMissing] = useState<Missing>({})
  const form = useRef<HTMLFormElement>(null)
  const [chosen, setChosen] = useState(noneYet)
  const [unfit, setUnfit] = useState<ReturnType<typeof newPasswordFault>>(null)
  /** The password was right, and is good for choosing another one. */
  const [once, setOnce] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const email = String(given.get('email') ?? '').trim()
    const password = String(given.get('password') ?? '')
    setMissing({
      ...(email === '' ? { email: signIn.userMissing } : {}),
      ...(password === '' ? { password: signIn.passwordMissing } : {}),
    })
    if (email === '' || password === '') {
      event.currentTarget
        .querySelector<HTMLInputElement>(`[name=${email === '' ? 'email' : 'password'}]`)
        ?.focus()
      return
    }
    const fault = once ? newPasswordFault(chosen, { words: signIn, before: password }) : null
    setUnfit(fault)
    if (fault !== null) return
    attempt.mutate(
      { email, password, ...(once ? { newPassword: chosen.password } : {}) },
      { onError: ({ field, status }) => setOnce(status === 409 && field === 'newPassword') },
    )
  }
  const { error } = attempt
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <div>
        <h1 className={styles.heading}>{signIn.heading}</h1>
        <p className={styles.lead}>{signIn.lead}</p>
      </div>
      {error !== null && (
        <p role="alert" className={error.field === 'newPassword' ? styles.once : styles.wrong}>
          {refusalOf(error, { signIn, states })}
        </p>
      )}
      <TextInput
        name="email"
        label={signIn.user}
        description={signIn.userHint}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={missing.email}
      />
      <PasswordInput
        name="password"
        label={signIn.password}
        autoComplete="current-password"
        error={missing.password}
        visibilityToggleButtonProps={{ 'aria-label': signIn.showPassword }}
      />
      {once && <NewPasswordFields value={chosen} change={setChosen} fault={unfit} />}
      <Button type="submit" loading={attempt.isPending} fullWidth>
        {once ? signIn.choose : signIn.submit}
      </Button>
    </form>
  )
}

function refusalOf(error: ApiError, { signIn, states }: Pick<Words, 'signIn' | 'states'>): string {
  if (error.status === 401) return signIn.wrong
  if (error.status === 429) return signIn.tooMany
  if (error.status === 409) return error.field === 'newPassword' ? signIn.once : signIn.onceOver
  return error.status === 0
    ? `${states.offline}. ${states.offlineHint}`
    : `${states.failed}. ${states.failedHint}`
}
