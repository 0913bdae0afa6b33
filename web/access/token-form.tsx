import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { TokenReply } from '../../server/http/contract.ts'
import { formatExactTime } from '../app/format.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import form from '../form/form.module.css'
import gate from '../gate/gate.module.css'
import { Once } from './once.tsx'
import { useSigned } from './signed.ts'
import { SignedForm } from './signed-form.tsx'
import { tokensKey, tokensPath } from './tokens.ts'
import { useAccessWords } from './words.ts'

const spans = [1, 7, 30, 90, 366]

/** A token for a script or an AI client that cannot sign in by itself; it is told once. */
export function TokenForm() {
  const words = useAccessWords()
  const { language } = useLanguage()
  const [site] = useSites()
  const [label, setLabel] = useState('')
  const [mayFile, setMayFile] = useState(false)
  const [days, setDays] = useState(30)
  const [tried, setTried] = useState(false)
  const issue = useSigned<TokenReply>(tokensKey)
  const made = issue.data?.outcome === 'done' ? issue.data : null
  const incomplete = label.trim() === ''
  const clear = () => {
    setLabel('')
    setTried(false)
  }
  const submit = (password: string | undefined) => {
    const body = { label: label.trim(), scopes: mayFile ? ['read', 'propose'] : ['read'], days }
    const signed = password === undefined ? {} : { password }
    issue.mutate(
      { path: tokensPath, body, ...signed },
      { onSuccess: ({ outcome }) => outcome === 'done' && clear() },
    )
  }
  return (
    <div className={gate.form} onSubmitCapture={() => setTried(true)}>
      {made !== null && (
        <Once
          label={words.once}
          secret={made.token}
          hint={words.onceFor(
            made.audience,
            formatExactTime(made.expiresAt, site?.zone ?? 'UTC', language),
          )}
        />
      )}
      <SignedForm
        label={words.issue}
        sending={issue.isPending}
        outcome={issue.data?.outcome}
        error={issue.error}
        incomplete={incomplete}
        submit={submit}
      >
        <div className={form.form}>
          <TextInput
            label={words.label}
            description={words.labelHint}
            maxLength={80}
            value={label}
            error={tried && incomplete ? words.labelMissing : null}
            onChange={({ target }) => setLabel(target.value)}
          />
          <div className={form.field}>
            <label className={form.option}>
              <input type="checkbox" checked disabled />
              {words.scopes.read}
            </label>
            <label className={form.option}>
              <input
                type="checkbox"
                checked={mayFile}
                onChange={({ target }) => setMayFile(target.checked)}
              />
              {words.scopes.propose}
            </label>
            <p className={form.hint}>{words.never}</p>
          </div>
          <SelectField
            label={words.days}
            value={String(days)}
            choices={spans.map((one) => ({ value: String(one), label: words.span(one) }))}
            change={(chosen) => setDays(Number(chosen))}
            className={form.field}
          />
        </div>
      </SignedForm>
    </div>
  )
}
