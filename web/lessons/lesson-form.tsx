import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { LessonRequest, ProposalView } from '../../server/http/contract.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import styles from './lessons-page.module.css'
import { useLessonWords } from './words.ts'

/** What a rejected proposal says of the lesson that may come of it. */
export type Start = Pick<ProposalView, 'siteId' | 'tool'> & {
  equipmentId: string
  sources: string[]
  note: string
}

type Props = { start: Start; sending: boolean; teach: (request: LessonRequest) => void }

const tools = ['open_maintenance_ticket', 'propose_schedule']
const kinds = ['forbid', 'max_priority', 'prefer_machine', 'note'] as const

export function LessonForm({ start, sending, teach }: Props) {
  const words = useLessonWords()
  const { words: app } = useLanguage()
  const sites = useSites()
  const [given, setGiven] = useState({ ...start, kind: 'forbid', value: '', from: '', to: '' })
  const field = (name: keyof typeof given & string) => ({
    value: String(given[name]),
    onChange: ({ target }: { target: { value: string } }) =>
      setGiven({ ...given, [name]: target.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    teach(requestOf(given))
  }
  return (
    <form onSubmit={submit} className={styles.form} aria-label={words.form}>
      <h2 className={styles.subheading}>{words.form}</h2>
      <div className={styles.fields}>
        <NativeSelect
          size="md"
          label={words.site}
          data={sites.map(({ id, name }) => ({ value: id, label: name }))}
          {...field('siteId')}
        />
        <NativeSelect
          size="md"
          label={words.tool}
          data={tools.map((tool) => ({ value: tool, label: app.tools[tool] ?? tool }))}
          {...field('tool')}
        />
        <TextInput
          label={words.equipment}
          description={words.equipmentHint}
          {...field('equipmentId')}
        />
        <NativeSelect
          size="md"
          label={words.rule}
          data={kinds.map((kind) => ({ value: kind, label: words.rules[kind] ?? kind }))}
          {...field('kind')}
        />
        {(given.kind === 'max_priority' || given.kind === 'prefer_machine') && (
          <TextInput label={words.value} required {...field('value')} />
        )}
        <TextInput label={words.from} description={words.timesHint} {...field('from')} />
        <TextInput label={words.to} {...field('to')} />
      </div>
      <Textarea label={words.note} maxLength={500} rows={2} {...field('note')} />
      <Button type="submit" loading={sending}>
        {words.teach}
      </Button>
    </form>
  )
}

type Given = Start & { kind: string; value: string; from: string; to: string }

function requestOf({ siteId, tool, equipmentId, sources, note, ...given }: Given): LessonRequest {
  const { kind, value, from, to } = given
  return {
    ...{ siteId, tool, sources, note },
    equipmentId: equipmentId.trim() === '' ? null : equipmentId.trim(),
    hours: from === '' && to === '' ? null : { from, to },
    rule: ruleOf(kind, value.trim()),
  }
}

/** The server checks each word again and names the field that is wrong. */
function ruleOf(kind: string, value: string): LessonRequest['rule'] {
  if (kind === 'max_priority') return { kind, priority: value as 'low' }
  if (kind === 'prefer_machine') return { kind, machineId: value }
  return kind === 'note' ? { kind } : { kind: 'forbid' }
}
