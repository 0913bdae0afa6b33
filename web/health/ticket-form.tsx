import { useLanguage } from '../app/language.tsx'
import { ProposeForm } from '../readings/propose-form.tsx'
import { type Machine, signalsOf } from './health.ts'
import { useHealthWords } from './words.ts'

const longest = 120
const priorities = ['low', 'medium', 'high', 'urgent']

/** A ticket that says what the sensors say. */
export function TicketForm({ machine }: { machine: Machine }) {
  const words = useHealthWords()
  const { words: app } = useLanguage()
  const { id, site, says, verdict } = machine
  const [, ...found] = says
  const title = signalsOf(machine).join(app.app.comma)
  return (
    <ProposeForm
      tool="open_maintenance_ticket"
      siteId={site}
      title={words.ticketTitle}
      hint={words.ticketHint}
      fields={[
        {
          key: 'title',
          label: words.field.title,
          value: (title || (found[0] ?? '')).slice(0, longest),
        },
        {
          key: 'priority',
          label: words.field.priority,
          value: verdict === 'act' ? 'high' : 'medium',
          choices: priorities.map((value) => ({ value, label: app.values[value] ?? value })),
        },
        {
          key: 'description',
          label: words.field.description,
          value: found.join('\n'),
          kind: 'lines',
        },
      ]}
      args={(said) => ({ site, equipment: id, kind: 'corrective', ...said })}
    />
  )
}
