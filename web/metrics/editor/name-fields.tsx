import { Textarea, TextInput } from '@mantine/core'
import { useSites } from '../../app/language.tsx'
import { useMetricWords } from '../words.ts'
import type { DraftForm } from './draft.ts'
import styles from './editor.module.css'
import type { FieldsProps } from './metric-form.tsx'
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
        <TextInput
          label={words.code}
          description={words.codeHint}
          error={isFault('id')}
          value={form.id}
          onChange={({ target }) => change({ id: target.value })}
        />
      )}
      <label className={styles.field}>
        {words.scope}
        <select value={form.scope} onChange={({ target }) => change({ scope: target.value })}>
          <option value="group">{group}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {localNames.map((field) => {
        const Input = field.startsWith('note') ? Textarea : TextInput
        return (
          <Input
            key={field}
            label={words[field]}
            {...(field.startsWith('synonyms') ? { description: words.synonymsHint } : {})}
            error={isFault(field)}
            value={form[field]}
            onChange={({ target }) => change({ [field]: target.value })}
          />
        )
      })}
    </div>
  )
}
