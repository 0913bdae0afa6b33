import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { GlossaryTerm } from '../../server/http/contract.ts'
import { Dialog } from '../app/dialog.tsx'
import { useSites } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import { ImportFailure } from '../import/import-failure.tsx'
import styles from './library.module.css'
import { usePutTerm } from './library.ts'
import { useLibraryWords } from './words.ts'

type Props = { term?: GlossaryTerm; close: () => void }

/** A new term, or the next version of one. */
export function TermDialog({ term, close }: Props) {
  const words = useLibraryWords()
  const sites = useSites()
  const { mutate, data, error, isPending } = usePutTerm()
  const [given, setGiven] = useState({
    siteId: term?.siteId ?? sites[0]?.id ?? 'group',
    zh: term?.zh.join('，') ?? '',
    en: term?.en.join(', ') ?? '',
    note: term?.note ?? '',
  })
  const field = (name: 'zh' | 'en' | 'note') => ({
    value: given[name],
    onChange: ({ target }: { target: { value: string } }) =>
      setGiven({ ...given, [name]: target.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { siteId, note } = given
    const said = { siteId, note, zh: listOf(given.zh), en: listOf(given.en) }
    mutate(term === undefined ? said : { ...said, term: term.term, version: term.version })
  }
  const choices = sites.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Dialog title={term === undefined ? words.terms.add : words.terms.edit} close={close}>
      {data?.outcome === 'put' ? (
        <p role="status">{words.terms.outcomes.put}</p>
      ) : (
        <form onSubmit={submit} className={styles.form}>
          {term === undefined && (
            <SelectField
              label={words.terms.site}
              value={given.siteId}
              choices={[...choices, { value: 'group', label: words.group }]}
              change={(siteId) => setGiven({ ...given, siteId })}
              className={styles.field}
            />
          )}
          <TextInput
            label={words.terms.zh}
            description={words.terms.wordsHint}
            lang="zh-CN"
            {...field('zh')}
          />
          <TextInput
            label={words.terms.en}
            description={words.terms.wordsHint}
            lang="en"
            {...field('en')}
          />
          <Textarea label={words.terms.note} maxLength={500} rows={2} {...field('note')} />
          <div role="alert">
            {error !== null && <ImportFailure title={words.feedback.failed} error={error} />}
            {data !== undefined && (
              <p className={styles.due}>{words.terms.outcomes[data.outcome]}</p>
            )}
          </div>
          <Button type="submit" loading={isPending}>
            {words.terms.send}
          </Button>
        </form>
      )}
    </Dialog>
  )
}

const listOf = (typed: string): string[] =>
  typed
    .split(/[,，、;；\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
