import { sha256 } from '../../../base/canonical-json.ts'
import { writeButton } from '../button-key.ts'
import type { Card } from '../contract.ts'

/** A template card (模板卡片型消息); more than fits is cut, and the link holds it all. */
const limits = { title: 36, state: 13, label: 10, value: 60, button: 10, fields: 6 }

const colours: Record<Card['state']['tone'], number> = { waiting: 0, good: 3, bad: 2, over: 1 }
const styles = { approve: 1, reject: 2, edit: 4 }

/** Its task id names the card to WeCom, which takes each only once. */
export const taskIdOf = (key: string): string => `jidoka-${sha256(key).slice(0, 40)}`

export function templateCard(card: Card, taskId: string): Record<string, unknown> {
  const link = { type: 1, title: cut(card.link.label, 13), url: card.link.url }
  const content = {
    source: { desc: cut(`Jidoka · ${card.state.word}`, 20), desc_color: colours[card.state.tone] },
    main_title: { title: cut(card.title, limits.title), desc: cut(card.state.word, limits.state) },
    ...(card.note === null ? {} : { sub_title_text: cut(card.note, 112) }),
    horizontal_content_list: card.fields.slice(0, limits.fields).map(({ label, value }) => ({
      keyname: cut(label, limits.label),
      value: cut(value, limits.value),
    })),
    jump_list: [link],
    card_action: { type: 1, url: card.link.url },
    task_id: taskId,
  }
  if (card.buttons.length === 0) return { card_type: 'text_notice', ...content }
  return {
    card_type: 'button_interaction',
    ...content,
    button_list: card.buttons.map(({ does, label, shown }) => ({
      text: cut(label, limits.button),
      style: styles[does],
      key: writeButton(does, shown),
    })),
  }
}

/** WeCom counts Chinese signs; a Latin letter takes half the room of one. */
function cut(text: string, most: number): string {
  let room = most * 2
  const signs = [...text]
  const kept = signs.findIndex((sign) => {
    room -= sign >= '\u2e80' ? 2 : 1
    return room < 0
  })
  return kept < 0 ? text : `${signs.slice(0, Math.max(kept - 1, 1)).join('')}…`
}
