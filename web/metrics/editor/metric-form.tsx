import { type FormEvent, useState } from 'react'
import type { MeasureChoice } from '../../../server/http/contract.ts'
import { MetricSection } from '../metric-section.tsx'
import { type ChangeForm, type DraftFault, type FieldsProps, faultsOf } from './draft.ts'
import styles from './editor.module.css'
import { FormulaFields } from './formula-fields.tsx'
import { NameFields } from './name-fields.tsx'
import { Outcome } from './outcome.tsx'
import { useChange } from './use-change.ts'
import { UseFields } from './use-fields.tsx'
import { useEditorWords } from './words.ts'

type Props = Omit<FieldsProps, 'faults'> & { isNew: boolean; measures: MeasureChoice[] }

export function MetricForm({ isNew, measures, form, change }: Props) {
  const words = useEditorWords()
  const [faults, setFaults] = useState<DraftFault[]>([])
  const { trial, filing, send, renew } = useChange({ isNew })
  const edited: ChangeForm = (part) => {
    setFaults([])
    renew()
    change(part)
  }
  const checked = (what: 'try' | 'propose' | 'retire') => (event: FormEvent) => {
    event.preventDefault()
    const found = what === 'retire' ? [] : faultsOf(form)
    setFaults(found)
    if (found.length === 0) send(form, what)
  }
  const fields = { form, change: edited, faults }
  const busy = trial.isPending || filing.isPending
  return (
    <form className={styles.form} onSubmit={checked('try')} noValidate>
      <MetricSection title={words.naming}>
        <NameFields {...fields} isNew={isNew} />
      </MetricSection>
      <MetricSection title={words.formula} aside={words.formulaHint}>
        <FormulaFields {...fields} measures={measures} />
      </MetricSection>
      <MetricSection title={words.use}>
        <UseFields {...fields} measures={measures} />
      </MetricSection>
      {faults.length > 0 && (
        <ul role="alert" className={styles.faults}>
          {faults.map((fault) => (
            <li key={fault}>{words.faults[fault]}</li>
          ))}
        </ul>
      )}
      <Outcome trial={trial} filing={filing} unit={form.unit} />
      <div className={styles.buttons}>
        <button type="submit" className={styles.plain} disabled={busy}>
          {words.trial}
        </button>
        <button
          type="button"
          className={styles.main}
          disabled={busy || filing.isSuccess}
          onClick={checked('propose')}
        >
          {words.propose}
        </button>
        {!isNew && (
          <button
            type="button"
            className={styles.plain}
            disabled={busy || filing.isSuccess}
            title={words.retireHint}
            onClick={checked('retire')}
          >
            {words.retire}
          </button>
        )}
      </div>
    </form>
  )
}
