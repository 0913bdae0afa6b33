import { type ProposalView, rejectReasons } from '../../../actions/index.ts'
import type { Language } from '../../../base/language.ts'
import { words } from '../words.ts'
import { inputPrefix, type Opening } from './read-event.ts'
import { type SlackBlock, shortened } from './render.ts'

const mostFields = 12
const titleCharacters = 24

type Wish = { opening: Opening; view: ProposalView; language: Language }

/** The form of a rejection or an edit; what it is about comes back with it. */
export function formOf({ opening, view, language }: Wish): object {
  const told = words[language]
  const title = opening.form === 'reject' ? told.rejectTitle : told.editTitle
  const blocks = opening.form === 'reject' ? rejectBlocks(language) : editBlocks(view, language)
  return {
    type: 'modal',
    callback_id: opening.form,
    // On lines of their own: neither holds a line break.
    private_metadata: `${opening.value}\n${opening.copy ?? ''}`,
    title: plainText(shortened(title, titleCharacters)),
    submit: plainText(told.send),
    close: plainText(told.cancel),
    blocks: [
      { type: 'section', text: plainText(shortened(view.title[language], 2000)) },
      ...blocks,
    ],
  }
}

const plainText = (text: string) => ({ type: 'plain_text', text })

function rejectBlocks(language: Language): SlackBlock[] {
  const { reason, reasons, more } = words[language]
  return [
    {
      type: 'input',
      block_id: 'code',
      label: plainText(reason),
      element: {
        type: 'static_select',
        action_id: 'code',
        options: rejectReasons.map((value) => ({
          text: plainText(reasons[value] ?? value),
          value,
        })),
      },
    },
    textInput({ name: 'reason', label: more, value: '', optional: true }),
  ]
}

function editBlocks({ input }: ProposalView, language: Language): SlackBlock[] {
  const fields = Object.entries(typeof input === 'object' && input !== null ? input : {})
  const told = fields.filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
  return [
    ...told.slice(0, mostFields).map(([name, value]) =>
      textInput({
        name: `${inputPrefix}${name}`,
        label: name,
        value: String(value),
        optional: false,
      }),
    ),
    textInput({ name: 'reason', label: words[language].whyEdit, value: '', optional: false }),
  ]
}

type TextInput = { name: string; label: string; value: string; optional: boolean }

const textInput = ({ name, label, value, optional }: TextInput): SlackBlock => ({
  ...{ type: 'input', block_id: name, optional, label: plainText(label) },
  element: {
    ...{ type: 'plain_text_input', action_id: 'text', max_length: 2000 },
    multiline: value.length > 60,
    ...(value === '' ? {} : { initial_value: value }),
  },
})
