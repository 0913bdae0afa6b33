import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../app/api.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { randomId } from '../app/random-id.ts'
import { SelectField } from '../app/select-field.tsx'
import { SiteField } from '../app/site-field.tsx'
import form from '../form/form.module.css'
import gate from '../gate/gate.module.css'
import { useAskForRule } from './alerts.ts'
import { changeOf, emptyRule, hasLimit, hasTest, type RuleDraft } from './rule-change.ts'
import { CheckField, TextField } from './text-field.tsx'
import { useAlertWords } from './words.ts'

/** Asks for a rule: a proposal like any other, made by the tool that a model would call. */
export function RuleForm() {
  const { language } = useLanguage()
  const { site: siteWord, rules: words } = useAlertWords()
  const [siteId, setSiteId] = useState(useSites()[0]?.id ?? '')
  const [draft, setDraft] = useState(emptyRule)
  const [reason, setReason] = useState('')
  const [key, setKey] = useState(() => randomId('rule'))
  const ask = useAskForRule()
  const set = (some: Partial<RuleDraft>) => {
    // What says something else is another request.
    setKey(randomId('rule'))
    setDraft((known) => ({ ...known, ...some }))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate({ key, language, siteId, change: changeOf(draft), reason })
  }
  return (
    <form onSubmit={submit} noValidate className={gate.form}>
      <SiteField label={siteWord} siteId={siteId} change={setSiteId} className={form.field} />
      <TextField
        label={words.name}
        hint={words.nameHint}
        value={draft.rule}
        change={(rule) => set({ rule })}
      />
      <WatchedFields draft={draft} set={set} />
      <TextField
        label={words.equipment}
        value={draft.equipment}
        change={(equipment) => set({ equipment })}
      />
      <TestFields draft={draft} set={set} />
      <CheckField
        label={words.critical}
        checked={draft.critical}
        change={(critical) => set({ critical })}
      />
      <CheckField
        label={words.retired}
        checked={draft.retired}
        change={(retired) => set({ retired })}
      />
      <TextField label={words.reason} value={reason} change={setReason} />
      <Button type="submit" loading={ask.isPending}>
        {words.ask}
      </Button>
      <Told ask={ask} siteId={siteId} />
    </form>
  )
}

type Part = { draft: RuleDraft; set: (some: Partial<RuleDraft>) => void }

const choicesOf = <Key extends string>(words: Record<Key, string>) =>
  Object.entries<string>(words).map(([value, label]) => ({ value, label }))

function WatchedFields({ draft, set }: Part) {
  const { rules: words } = useAlertWords()
  const { watches, what } = draft
  const hints: Record<string, string> = words.whatHint
  return (
    <div className={gate.pair}>
      <SelectField
        className={form.field}
        label={words.watches}
        value={watches}
        choices={choicesOf(words.kinds)}
        change={(value) => {
          const kind = value as RuleDraft['watches']
          set({ watches: kind, what: kind === 'state' ? 'down' : '' })
        }}
      />
      {watches === 'state' ? (
        <SelectField
          className={form.field}
          label={words.what}
          value={what}
          choices={choicesOf(words.states)}
          change={(value) => set({ what: value })}
        />
      ) : (
        <TextField
          label={words.what}
          hint={hints[watches]}
          value={what}
          change={(value) => set({ what: value })}
        />
      )}
    </div>
  )
}

function TestFields({ draft, set }: Part) {
  const { rules: words } = useAlertWords()
  const { watches, test, threshold, clear, lasts } = draft
  const isSource = watches === 'source'
  const name = isSource ? words.silentFor : hasLimit(draft) ? words.threshold : words.deviations
  const hasNumber = isSource || (hasTest(draft) && test !== 'spc')
  return (
    <>
      {hasTest(draft) && (
        <SelectField
          className={form.field}
          label={words.test}
          value={test}
          choices={choicesOf(words.tests)}
          change={(value) => set({ test: value as RuleDraft['test'] })}
        />
      )}
      <div className={gate.pair}>
        {hasNumber && (
          <TextField
            label={name}
            numeric
            value={threshold}
            change={(value) => set({ threshold: value })}
          />
        )}
        {hasLimit(draft) && (
          <TextField
            label={words.clear}
            numeric
            value={clear}
            change={(value) => set({ clear: value })}
          />
        )}
        {!isSource && (
          <TextField
            label={words.lasts}
            numeric
            value={lasts}
            change={(value) => set({ lasts: value })}
          />
        )}
      </div>
    </>
  )
}

type ToldProps = { ask: ReturnType<typeof useAskForRule>; siteId: string }

function Told({ ask: { data, error }, siteId }: ToldProps) {
  const { rules: words } = useAlertWords()
  if (error !== null) {
    const hint = error instanceof ApiError ? error.hint : undefined
    return (
      <p role="alert" className={gate.said}>
        {error.message} {hint}
      </p>
    )
  }
  const proposal = data?.proposal
  if (proposal === undefined || proposal === null) return null
  return (
    <p role="status" className={gate.said}>
      {words.filed}{' '}
      <Link to="/inbox/$siteId/$id" params={{ siteId, id: proposal.action_id }}>
        {words.open}
      </Link>
    </p>
  )
}
