import { useSites } from '../../app/language.tsx'
import { SelectField } from '../../app/select-field.tsx'
import { useMetricWords } from '../words.ts'
import type { DraftForm, FieldsProps } from './draft.ts'
import styles from './editor.module.css'
import { TextField } from './text-field.tsx'
import { useEditorWords } from './words.ts'

const localNames = ['nameZh', 'nameEn', 'noteZh', 'noteEn', 'synonymsZh', 'synonymsEn'] as const

export function NameFields({ form, change, faults, isNew }: FieldsProps & { isNew: boolean }) {
  const words = useEditorWords()
  const { group } = useMetricWords()
  const sites = useSites()
  const isFault = (field: keyof DraftForm) => faults.some((fault) => fault === field)
  return (
    <div className={styles.pairs}>
      {isNew && (
        <TextField
          label={words.code}
          hint={words.codeHint}
          isFault={isFault('id')}
          value={form.id}
          change={(id) => change({ id })}
        />
      )}
      <div className={isNew ? undefined : styles.wide}>
        <SelectField
          label={words.scope}
          value={form.scope}
          choices={[
            { value: 'group', label: group },
            ...sites.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          change={(scope) => change({ scope })}
        />
      </div>
      {localNames.map((field) => (
        <TextField
          key={field}
          label={words[field]}
          {...(field.startsWith('synonyms') ? { hint: words.synonymsHint } : {})}
          {...(field.startsWith('note') ? { long: true as const } : {})}
          isFault={isFault(field)}
          value={form[field]}
          change={(value) => change({ [field]: value })}
        />
      ))}
    </div>
  )
}
