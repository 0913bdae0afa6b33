/** `不是,是`, `no, I meant`: what follows is what is meant. */
const marker = [
  '(?:啊|哦|呃|噢)?不(?:对|是)(?=[\\s,,.。…!!]|我[要说指问]|应该)(?:[\\s,,.。…!!]*(?:(?:我(?:要|说|指|问)的?是?|[要说指问]的是|应该是|是|看|改成)\\s*)?)',
  '(?:我)?(?:说|讲|打|写)错了[\\s,,.。…!!]*(?:(?:应该是|是|改成)\\s*)?',
  '算了[\\s,,.。…!!]*(?:(?:看|要|问|改成)\\s*)?',
  '(?:(?:no|nope|wait|sorry|actually|oops)[\\s,.!…]+)*(?:i\\s+)?meant\\s+(?:to\\s+(?:say|ask)\\s+)?',
  '(?:(?:no|nope|oops)[\\s,.!…]+)+(?:i\\s+mean|make\\s+(?:that|it)|rather)\\s+',
  '(?:scratch|forget)\\s+that[\\s,.!…]*',
  'correction[\\s,.:!…]+',
].join('|')
const within = new RegExp(`^(.{3,}?)(?:[\\s,,.。…;;??!!—–-]+)(?:${marker})(\\S.*)$`, 'isu')
const before = new RegExp(
  `^(?:h+m+|u+h+m*|oh|ok(?:ay)?|嗯+|呃+|哦+)?[\\s,,.…]*(?:${marker})(\\S.*)$`,
  'isu',
)

/** A message that takes back a part of itself, or of the one before: what was said first, and what is meant. */
export function correctionIn(said: string): { first?: string; meant: string } | null {
  const [, meant] = before.exec(said) ?? []
  if (meant !== undefined) return { meant }
  const [, first, instead] = within.exec(said) ?? []
  return first === undefined || instead === undefined ? null : { first, meant: instead }
}
