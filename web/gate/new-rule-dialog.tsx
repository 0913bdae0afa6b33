import { useState } from 'react'
import type { FieldSchema } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useSites } from '../app/language.tsx'
import { SiteField } from '../app/site-field.tsx'
import form from '../form/form.module.css'
import { type Field, fieldsOf, type Values } from '../form/schema.ts'
import { RuleForm } from './rule-dialog.tsx'
import { useGateWords } from './words.ts'

type Props = { tools: string[]; close: () => void }

/** What most rules say; everything can be changed. */
const usual: Values = {
  ...{ risk: 'low', approverRoles: ['supervisor', 'manager'], approvalsNeeded: 1 },
  ...{ expiresMinutes: 480, delegable: true },
}

/** A rule that is not there yet, at one site; it comes into force like any other change. */
export function NewRuleDialog({ tools, close }: Props) {
  const { policy: words, site: siteWord } = useGateWords()
  const [siteId, setSiteId] = useState(useSites()[0]?.id ?? '')
  const shape = (schema: FieldSchema) => [
    named({ name: 'rule', maxLength: 60 }),
    named({ name: 'tool', kind: 'choice', choices: tools }),
    ...fieldsOf(schema, ['tool', 'retired']),
  ]
  return (
    <Dialog title={words.newRule} close={close} width="wide">
      <SiteField label={siteWord} siteId={siteId} change={setSiteId} className={form.field} />
      <RuleForm siteId={siteId} start={usual} shape={shape} close={close} />
    </Dialog>
  )
}

const named = (given: Pick<Field, 'name'> & Partial<Field>): Field => ({
  ...{ kind: 'text', required: true, nullable: false, description: '', choices: [], fields: [] },
  ...{ min: null, max: null, maxLength: null, unit: null },
  ...given,
})
