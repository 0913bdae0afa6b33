import type { Entry } from '../lexicon/entry.ts'
import type { Mention } from '../lexicon/terms.ts'
import { blanked } from '../typed/blanked.ts'
import { openTicket } from '../words/record-words.ts'

/** What is wrong with a machine, in the words of whoever asks for a ticket. */
export function problemIn(said: string, mentions: Mention<Entry>[]): string | undefined {
  const found =
    /[::]\s*(.{2,})$/su.exec(said) ??
    /(?:因为|由于|问题是|现象是?|内容是?)(.{2,})$/su.exec(said) ??
    /\b(?:because(?:\s+of)?|due\s+to|about|saying|as|since|to\s+(?=check|inspect|replace|clean|lubricate|fix|repair|adjust))\s*(.{3,})$/isu.exec(
      said,
    )
  return trimmed(found?.[1] ?? '') ?? fromClauses(said, mentions)
}

const asks =
  /^(?:请|麻烦|帮忙?|给我?|我要|我想|申请|please|can you|could you)?[\s,]*(?:(?:帮我给?|给)[\s,]*)?(?:报个?修|[要得需]要?(?:维修|检修|修理?)|你?(?:帮我|给我)?[报开提催]一[下个]|(?:很)?紧急|加急|urgent(?:ly)?|asap|谢谢|thanks|sorry|抱歉|不好意思|尽快(?:处理)?)?[\s!!.。]*$/iu

/** The clauses that neither ask for the ticket nor only name the machine. */
function fromClauses(said: string, mentions: Mention<Entry>[]): string | undefined {
  const machines = mentions.filter(({ entries }) => namesMachine(entries))
  const nameless = blanked(said, machines)
  const clauses = nameless
    .split(/[,,。;;]/u)
    .filter((clause) => !openTicket.test(clause) && !asks.test(clause.trim()))
    .map((clause) => trimmed(clause))
    .filter((clause) => clause !== undefined)
  const left = nameless.replace(askedFor, ' ')
  // `要 你 一` of `要维修,你帮我报一下` is no problem.
  return trimmed(clauses.join(', ')) ?? (aWord.test(left) ? trimmed(left) : undefined)
}
const aWord = /\p{Script=Han}{2}|[a-z]{3}|\d/iu

/** The words that ask for a ticket, where all is said in one breath. */
const askedFor =
  /那就?|就|吧|请|麻烦|顺便|另外|[再也](?=\s|$|[开报提建])|帮我?|给|我要?|来|开|建|新?[增建]|提|报|下|一?[张个份]|工单|维修单?|检修单?|点检单?|保养单?|报?修(?=\s*吧?\s*(?:$|[\s,,]急))|(?<=\s)急(?=\s|$)|报修|单子?|紧急|加急|高?优先级?|\b(?:please|pls|can|could|would|you|i|i'd|like|to|need|want|open|raise|create|log|file|submit|make|put|in|report|an?|the|new|urgent|high|priority|preventive|corrective|inspection|maintenance|tickets?|work\s*orders?|repair|request|for|on|with|it|is|sorry)\b|[-–:,]/giu

const namesMachine = (entries: Entry[]): boolean =>
  entries[0]?.kind === 'equipment' || entries[0]?.kind === 'class'

/** `machine 9`: one that nobody knows is no problem of one. */
const aNumberOnly = /^(?:machine|line|number|no\.?|unit|#)?\s*\d+\s*(?:号(?:机|设备|线)?)?$/iu

function trimmed(text: string): string | undefined {
  const words = text
    .replace(/^(?:[\s,,的:]|is\b|has\b|the\b|on\b|for\b)+|[。.!!??\s]+$/giu, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return words.length >= 2 && !aNumberOnly.test(words) ? words : undefined
}

/** What else is wanted beside the ticket: a title cut from all of it would say nothing. */
export const demands =
  /(?:^|[,;.。,;]|\band\b|\bthen\b|然后|并且?|再)\s*(?:(?:then|also|please)\s+)?(?:(?:retriev|review|pull|estimat|look\s+up|determin|analy[sz]|comput|calculat|forecast|compar|summari[sz]|identif|evaluat|assess|mark|close|reschedul)\w*\b|调出|分析|评估|估算|预测|汇总|对比|关掉|关闭|结掉|重排)/iu
