import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { EditReply, Me, ProposalView } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage } from '../app/language.tsx'
import { Loading } from '../app/states.tsx'
import form from '../form/form.module.css'
import { FormFields } from '../form/form-fields.tsx'
import { type Fault, type Field, faultIn, fieldsOf, givenIn, type Values } from '../form/schema.ts'
import { serverFault } from '../form/server-fault.ts'
import { useToolForm } from '../form/tool-form.ts'
import { Unplaced } from '../form/unplaced.tsx'
import styles from './dialog.module.css'
import { useEdit } from './verbs.ts'
import { useInboxWords } from './words.ts'

type Props = {
  /** As it was when the dialog was opened: that version is edited, or none. */
  seen: ProposalView
  me: Pick<Me, 'userId'>
  close: () => void
  ended: (outcome: EditReply['outcome']) => void
}

/** A proposal stays at its site. */
const fixed = ['site']

export function EditDialog(props: Props) {
  const { seen, close } = props
  const words = useInboxWords().editDialog
  const { data, error } = useToolForm(seen.tool)
  return (
    <Dialog title={words.heading} close={close}>
      {data === undefined ? (
        error === null ? (
          <Loading />
        ) : (
          <p role="alert">{words.noForm}</p>
        )
      ) : (
        <EditForm {...props} fields={fieldsOf(data.schema, fixed)} />
      )}
    </Dialog>
  )
}

function EditForm({ seen, me, close, ended, fields }: Props & { fields: Field[] }) {
  const { language, words: app } = useLanguage()
  const words = useInboxWords().editDialog
  const [values, setValues] = useState(seen.input as Values)
  const [reason, setReason] = useState('')
  const [local, setLocal] = useState<Fault | null>(null)
  const edit = useEdit(seen)
  const next = seen.version + 1
  const own = seen.requestedBy === me.userId
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = givenIn(values)
    const found =
      faultIn(fields, given) ??
      (own || reason.trim() !== '' ? null : { path: reasonPath, text: 'missing' as const })
    setLocal(found)
    if (found !== null) return
    const { version, argsSha256 } = seen
    const said = reason.trim() === '' ? {} : { reason: reason.trim() }
    edit.mutate({ version, argsSha256, input: given, ...said }, { onSuccess: ended })
  }
  const fault = local ?? serverFault(edit.error, language)
  const names = fields.map(({ name }) => name)
  return (
    <form onSubmit={submit} noValidate className={form.form}>
      <p>{words.lead(next)}</p>
      <FormFields fields={fields} values={values} change={setValues} fault={fault} />
      <Textarea
        label={words.reason}
        description={own ? undefined : words.reasonHint}
        withAsterisk={!own}
        error={fault?.path === reasonPath ? app.decide.textMissing : null}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        rows={2}
        maxLength={2000}
      />
      <Unplaced fault={fault} names={[...names, reasonPath]} />
      <div className={styles.buttons}>
        <Button variant="default" onClick={close}>
          {app.decide.cancel}
        </Button>
        <Button type="submit" loading={edit.isPending}>
          {words.save(next)}
        </Button>
      </div>
    </form>
  )
}

const reasonPath = '(reason)'
