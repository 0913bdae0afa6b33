import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type {
  FieldSchema,
  PolicyPreview,
  ProposalView,
  StandingRule,
} from '../../server/http/contract.ts'
import { postJson } from '../app/api.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage } from '../app/language.tsx'
import { randomId } from '../app/random-id.ts'
import { Loading } from '../app/states.tsx'
import form from '../form/form.module.css'
import { FormFields } from '../form/form-fields.tsx'
import { type Fault, type Field, faultIn, fieldsOf, givenIn, type Values } from '../form/schema.ts'
import { serverFault } from '../form/server-fault.ts'
import { useToolForm } from '../form/tool-form.ts'
import { Unplaced } from '../form/unplaced.tsx'
import styles from './gate.module.css'
import { useGateWords } from './words.ts'

type Props = { rule: StandingRule; close: () => void }

/** Another version of a rule: what it would touch, then a proposal that two who manage approve. */
export function RuleDialog({ rule, close }: Props) {
  const { policy: words } = useGateWords()
  const { siteId, rule: name, version, createdAt, createdBy, ...standing } = rule
  const shape = (schema: FieldSchema) => fieldsOf(schema, ['tool'])
  return (
    <Dialog title={words.changeOf(name)} close={close} width="wide">
      <RuleForm siteId={siteId} start={{ rule: name, ...standing }} shape={shape} close={close} />
    </Dialog>
  )
}

type FormProps = {
  siteId: string
  /** The name of the rule, and what it says. */
  start: Values
  shape: (schema: FieldSchema) => Field[]
  close: () => void
}

export function RuleForm({ shape, ...props }: FormProps) {
  const { data } = useToolForm('change_policy')
  return data === undefined ? <Loading /> : <Asking {...props} fields={shape(data.schema)} />
}

function Asking({ siteId, start, fields, close }: Omit<FormProps, 'shape'> & { fields: Field[] }) {
  const { language } = useLanguage()
  const { policy: words, cancel } = useGateWords()
  const [values, setValues] = useState<Values>(start)
  const [local, setLocal] = useState<Fault | null>(null)
  const { preview, propose } = usePolicyChange()
  const { rule, ...definition } = givenIn(values)
  const change = { siteId, rule: String(rule ?? ''), definition }
  const checked = (send: () => void) => {
    const found = faultIn(fields, values)
    setLocal(found)
    if (found === null) send()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    checked(() => propose.mutate(change))
  }
  if (propose.data !== undefined) return <Filed filed={propose.data} />
  const fault = local ?? serverFault(propose.error ?? preview.error, language, 'definition.')
  return (
    <form onSubmit={submit} noValidate className={form.form}>
      <FormFields fields={fields} values={values} change={setValues} fault={fault} />
      <Unplaced fault={fault} names={fields.map((field) => field.name)} />
      {preview.data !== undefined && <Affected preview={preview.data} />}
      <div className={form.buttons}>
        <Button variant="default" onClick={close}>
          {cancel}
        </Button>
        <Button
          variant="default"
          loading={preview.isPending}
          onClick={() => checked(() => preview.mutate(change))}
        >
          {words.preview}
        </Button>
        <Button type="submit" loading={propose.isPending}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}

type Change = { siteId: string; rule: string; definition: Values }

function usePolicyChange() {
  const client = useQueryClient()
  // One opened dialog is one request, however often it is sent.
  const [requestKey] = useState(() => randomId('rule'))
  const preview = useMutation<PolicyPreview, Error, Change>({
    mutationFn: (change) => postJson('/api/policy/preview', change),
  })
  const propose = useMutation<ProposalView, Error, Change>({
    mutationFn: (change) => postJson('/api/policy/changes', { ...change, requestKey }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  })
  return { preview, propose }
}

function Affected({ preview: { before, affected } }: { preview: PolicyPreview }) {
  const { policy: words } = useGateWords()
  return (
    <section role="status" className={styles.said}>
      <p>{before === null ? words.isNew : words.follows(before.rule, before.version)}</p>
      <p>{words.affected(affected.length)}</p>
      <ul className={styles.list}>
        {affected.map(({ siteId, id, title, from, to }) => (
          <li key={`${siteId}/${id}`} className={styles.item}>
            <span className={styles.about}>{title}</span>
            <span>{`${from} → ${to === 'no rule' ? words.noRule : to}`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Filed({ filed: { siteId, id } }: { filed: ProposalView }) {
  const { policy: words } = useGateWords()
  return (
    <div role="status">
      <p>{words.filed}</p>
      <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.link}>
        {words.open}
      </Link>
    </div>
  )
}
