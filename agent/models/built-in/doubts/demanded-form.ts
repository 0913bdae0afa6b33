import type { BaseMessage } from 'langchain'
import type { Language } from '../../../../base/language.ts'
import { abstain } from '../../../answer.ts'

/** What programs read. The built-in model writes sentences, and would take the demand for a name or a title. */
const forms = /\b(?:JSON|XML|YAML)\b/iu

export const demandsForm = (question: BaseMessage | undefined): boolean =>
  question !== undefined && forms.test(question.text)

const words: Record<Language, string> = {
  zh: '内置模型只用句子回答,不能按 JSON、XML 或 YAML 格式回答。请去掉格式要求再问;程序可用 `jidoka ask --json`。',
  en: 'The built-in model answers in sentences, not in JSON, XML or YAML. Ask without the form; programs have `jidoka ask --json`.',
}

/** What the built-in model says to such a question. */
export const noSuchForm = (language: Language): string => abstain('outside', words[language])
