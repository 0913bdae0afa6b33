import type { MeasureChoice } from '../../../server/http/contract.ts'
import { useLanguage } from '../../app/language.tsx'
import { SelectField } from '../../app/select-field.tsx'
import { dimensionWord } from '../../chat/code-words.ts'
import { useMetricWords } from '../words.ts'
import type { FieldsProps } from './draft.ts'
import { splitBy } from './draft.ts'
import styles from './editor.module.css'
import { TextField } from './text-field.tsx'
import { useEditorWords } from './words.ts'

const owners = ['supervisor', 'manager', 'planner', 'maintenance', 'quality', 'admin']

export function UseFields({
  form,
  change,
  faults,
  measures,
}: FieldsProps & { measures: MeasureChoice[] }) {
  const words = useEditorWords()
  const metric = useMetricWords()
  const { roles } = useLanguage().words
  return (
    <div className={styles.pairs}>
      <TextField
        label={words.unit}
        hint={words.unitHint}
        isFault={faults.includes('unit')}
        value={form.unit}
        change={(unit) => change({ unit })}
      />
      <SelectField
        label={words.better}
        value={form.better}
        choices={choicesOf(metric.detail.betterIs)}
        change={(better) => change({ better: better === 'down' ? 'down' : 'up' })}
      />
      <SelectField
        label={words.owner}
        value={form.owner}
        choices={[...new Set([...owners, form.owner])].map((id) => ({
          ...{ value: id, label: roles[id] ?? id },
        }))}
        change={(owner) => change({ owner })}
      />
      <SelectField
        label={words.level}
        value={form.level}
        choices={choicesOf(metric.levels)}
        change={(level) => change({ level })}
      />
      <Dimensions offered={splitBy(form, measures)} form={form} change={change} />
    </div>
  )
}

const choicesOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

type DimensionProps = Pick<FieldsProps, 'form' | 'change'> & { offered: string[] | null }

function Dimensions({ offered, form: { dimensions }, change }: DimensionProps) {
  const words = useEditorWords()
  const { language } = useLanguage()
  const shown = offered ?? dimensions
  // A component that was added may have taken one away.
  const kept = dimensions.filter((one) => shown.includes(one))
  return (
    <fieldset className={styles.wide}>
      <legend>{words.dimensions}</legend>
      <p className={styles.hint}>{words.dimensionsHint}</p>
      <div className={styles.ticks}>
        {shown.map((one) => (
          <label key={one} className={styles.tick}>
            <input
              type="checkbox"
              checked={kept.includes(one)}
              onChange={({ target }) =>
                change({
                  dimensions: target.checked ? [...kept, one] : kept.filter((it) => it !== one),
                })
              }
            />
            {dimensionWord(one, language)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
