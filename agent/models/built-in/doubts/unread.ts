import { type BaseMessage, HumanMessage } from 'langchain'
import type { Language } from '../../../../base/language.ts'
import { abstain } from '../../../answer.ts'

/** What programs read. The built-in model writes sentences, and would take the demand for a name or a title. */
const forms = /\b(?:JSON|XML|YAML)\b/iu

/** Characters. No question comes near it; what is pasted does, and each word more is compared with all others. */
export const longestRead = 1000

export const isTooLong = (text: string): boolean => text.length > longestRead

const noForm: Record<Language, string> = {
  zh: '内置模型只用句子回答,不能按 JSON、XML 或 YAML 格式回答。请去掉格式要求再问;程序可用 `jidoka ask --json`。',
  en: 'The built-in model answers in sentences, not in JSON, XML or YAML. Ask without the form; programs have `jidoka ask --json`.',
}

const tooLong: Record<Language, (length: number) => string> = {
  zh: (length) =>
    `这段话有 ${length} 个字符,内置模型一次最多读 ${longestRead} 个。请用一两句话直接问,例如指标、设备和时间。`,
  en: (length) =>
    `This has ${length} characters; the built-in model reads at most ${longestRead} at once. Ask in one or two sentences: which figure, of what, when.`,
}

/** What the built-in model says to the last question where it does not read it at all; null where it does. */
export function unreadAnswer(messages: BaseMessage[], language: Language): string | null {
  const question = messages.findLast(HumanMessage.isInstance)?.text ?? ''
  if (isTooLong(question)) return abstain('outside', tooLong[language](question.length))
  return forms.test(question) ? abstain('outside', noForm[language]) : null
}
