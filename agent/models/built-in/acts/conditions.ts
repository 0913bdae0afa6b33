import { filed, type Reading } from '../reading.ts'
import { clausesOf } from '../typed/clauses.ts'
import { listed } from '../words/listed.ts'
import { openTicket } from '../words/record-words.ts'

/**
 * `order 200 if stock is low`, `要是再停就报修`: to be done only if something holds, which nobody watches here. A
 * new schedule supposes, an alarm is a condition; what is wrong with a machine (`stops if I press start`) is none.
 */
export function hangs({ intent, change, question }: Reading): boolean {
  const isFree = intent === 'schedule' || change?.kind === 'alert_rule'
  if (!filed.has(intent) || isFree) return false
  const isTicket = intent === 'open_ticket'
  const [head = ''] = isTicket ? question.split(/[::]/u) : [question]
  const mid = isTicket ? ifs : change?.kind === 'parameter' ? untils : times
  return clausesOf(head.replace(polite, ' ')).some((clause, at) => {
    const asksForIt = isTicket ? openTicket.test(clause) : at === 0
    return always.test(clause) || begins.test(clause) || (asksForIt && mid.test(clause))
  })
}

/** Somewhere in it stands a condition. */
export const hasCondition = (text: string): boolean => always.test(text) || ifs.test(text)

const polite = listed({
  zh: '(?:如果)?(?:可以|方便|行|有空|没问题)的话 如果(?:可以|方便|行|有空)',
  en: `
    if (?:possible|you (?:can|could|like|would|don't mind)|(?:that's|it's|that is) (?:ok|okay|fine|all right)) |
    (?:see|check|know|ask|find out|tell|as|even) if
  `,
})

/** In any place of a sentence. */
const always = listed({
  zh: '如果 假如 假若 要是 倘若 若是?(?!干) 一旦 万一 除非 的话',
  en: 'unless | in case | provided(?: that)? | as long as',
})
const begins = /^(?:(?:ok|and|then|but|please)[\s,]+)*(?:if|once|as\s+soon\s+as|whenever)\b/iu

/** In the clause that says what to do; in a report they tell how a fault comes. */
const ifs = /\bif\b/iu
const times = /\b(?:if|when|once|whenever|as\s+soon\s+as)\b/iu
/** A lot is always held until something. */
const untils = /\b(?:if|when|once|whenever|as\s+soon\s+as|until)\b/iu
