/**
 * Cards as people see them, drawn from the JSON that is sent: near enough to see what is cut, missing
 * or crowded. No copy of the vendors' look.
 */
type Json = Record<string, unknown>

const safe = (text: unknown): string =>
  String(text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

const style = `
  body { margin: 0; padding: 24px; background: #eef0f2; font: 15px/1.5 'Liberation Sans', 'Noto Sans SC', sans-serif; }
  main { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
  article { width: 340px; padding: 16px; border-radius: 10px; background: #fff; box-shadow: 0 1px 3px #0003; }
  h1 { margin: 0 0 8px; font-size: 17px; } .soft { color: #667; font-size: 13px; }
  dl { display: grid; grid-template-columns: 96px 1fr; gap: 4px 12px; margin: 12px 0; }
  dt { color: #667; } dd { margin: 0; } p, pre { white-space: pre-wrap; overflow-wrap: anywhere; } pre { font: inherit; margin: 0; }
  button { font: inherit; margin: 4px 6px 0 0; padding: 6px 12px; border: 1px solid #99a; border-radius: 6px; background: #fff; }
  table { border-collapse: collapse; } td { padding: 2px 8px; border: 1px solid #ccd; }
`

const textOf = (value: unknown): string => safe(Reflect.get(Object(value), 'text'))

function slackBlock(block: Json): string {
  switch (block.type) {
    case 'header':
      return `<h1>${textOf(block.text)}</h1>`
    case 'section': {
      const fields = (block.fields ?? []) as Json[]
      const rows = fields.map((field) => {
        const [label = '', value = ''] = String(field.text).split('\n')
        return `<dt>${label.replaceAll('*', '')}</dt><dd>${value}</dd>`
      })
      return block.text ? `<p>${textOf(block.text)}</p>` : `<dl>${rows.join('')}</dl>`
    }
    case 'context':
      return `<p class="soft">${(block.elements as Json[]).map((one) => safe(one.text)).join(' ')}</p>`
    case 'actions':
      return (block.elements as Json[])
        .map((one) => `<button>${textOf(one.text)}</button>`)
        .join('')
    case 'table':
      return `<table>${(block.rows as Json[][])
        .map((row) => `<tr>${row.map((cell) => `<td>${safe(cell.text)}</td>`).join('')}</tr>`)
        .join('')}</table>`
    default:
      return ''
  }
}

function wecomCard(card: Json): string {
  const { source, main_title, sub_title_text, horizontal_content_list, button_list, jump_list } =
    card
  const title = Object(main_title)
  const rows = (horizontal_content_list as Json[])
    .map((row) => `<dt>${safe(row.keyname)}</dt><dd>${safe(row.value)}</dd>`)
    .join('')
  const buttons = ((button_list ?? []) as Json[]).map((one) => `<button>${safe(one.text)}</button>`)
  const jumps = (jump_list as Json[]).map((one) => `<p class="soft">${safe(one.title)} ›</p>`)
  return `<p class="soft">${safe(Object(source).desc)}</p><h1>${safe(title.title)}</h1>
    <p class="soft">${safe(title.desc)}</p><dl>${rows}</dl><p>${safe(sub_title_text)}</p>
    ${buttons.join('')}${jumps.join('')}`
}

/** `text`: a message without a card, as WeCom shows it. */
export type ShownCard = { slack: Json[] } | { wecom: Json } | { text: string }

function innerOf(card: ShownCard): string {
  if ('slack' in card) return card.slack.map(slackBlock).join('\n')
  return 'text' in card ? `<pre>${safe(card.text)}</pre>` : wecomCard(card.wecom)
}

/** A page of cards; the style sheet brings a Chinese font, which the browser of the tests lacks. */
export const cardPage = (cards: ShownCard[], fontSheet: string): string => `<!doctype html>
<html><head><meta charset="utf-8"><link rel="stylesheet" href="${fontSheet}"><style>${style}</style></head><body><main>
${cards.map((card) => `<article>${innerOf(card)}</article>`).join('\n')}
</main></body></html>`
