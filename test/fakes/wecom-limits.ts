type Args = Record<string, unknown>
type Fault = { errcode: number; errmsg: string }

/** Limits of 消息推送 and of 模板卡片. */
export function contentFault(content: Args): Fault | null {
  const { msgtype } = content
  const said = Reflect.get(Object(content[String(msgtype)]), 'content')
  if (msgtype === 'text' || msgtype === 'markdown') {
    const most = msgtype === 'text' ? 2048 : 20_480
    const long = typeof said !== 'string' || said === '' || Buffer.byteLength(said) > most
    return long ? { errcode: 44004, errmsg: 'empty or too long content' } : null
  }
  if (msgtype === 'image') {
    const id = Reflect.get(Object(content.image), 'media_id')
    return typeof id === 'string' ? null : { errcode: 40007, errmsg: 'invalid media_id' }
  }
  if (msgtype === 'template_card') return cardFault(content.template_card as Args)
  return { errcode: 40008, errmsg: 'invalid message type' }
}

export function cardFault(card: Args): Fault | null {
  const bad = (why: string) => ({ errcode: 42014, errmsg: `invalid template_card: ${why}` })
  const buttons = (card.button_list ?? []) as { text: string; key: string }[]
  if (!['text_notice', 'button_interaction'].includes(String(card.card_type))) return bad('type')
  if (card.card_type === 'text_notice' && !card.card_action) return bad('card_action')
  if (card.card_type === 'button_interaction' && buttons.length === 0) return bad('button_list')
  if (!/^[\w@-]{1,128}$/.test(String(card.task_id))) return bad('task_id')
  if (buttons.length > 6 || ((card.horizontal_content_list ?? []) as object[]).length > 6) {
    return bad('too many')
  }
  if (buttons.some(({ key, text }) => Buffer.byteLength(key) > 1024 || text === ''))
    return bad('key')
  if (new Set(buttons.map(({ key }) => key)).size !== buttons.length) return bad('the same key')
  return null
}
