import type { MeasureChoice } from '../../../server/http/contract.ts'
import { useLanguage } from '../../app/language.tsx'
import { dimensionWord } from '../../chat/code-words.ts'
import { useMetricWords } from '../words.ts'
import { splitBy } from './draft.ts'
import styles from './editor.module.css'
import type { FieldsProps } from './metric-form.tsx'
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
      <Choice
        label={words.better}
        value={form.better}
        options={Object.entries(metric.detail.betterIs)}
        choose={(better) => change({ better: better === 'down' ? 'down' : 'up' })}
      />
      <Choice
        label={words.owner}
        value={form.owner}
        options={[...new Set([...owners, form.owner])].map((id) => [id, roles[id] ?? id])}
        choose={(owner) => change({ owner })}
      />
      <Choice
        label={words.level}
        value={form.level}
        options={Object.entries(metric.levels)}
        choose={(level) => change({ level })}
      />
      <Dimensions offered={splitBy(form, measures)} form={form} change={change} />
    </div>
  )
}

type ChoiceProps = {
  label: string
  value: string
  options: (readonly [string, string])[]
  choose: (value: string) => void
}

function Choice({ label, value, options, choose }: ChoiceProps) {
  return (
    <label className={styles.label}>
      {label}
      <select value={value} onChange={({ target }) => choose(target.value)}>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

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
