import { papers, type Reading } from '../reading.ts'

/** `这个咋弄啊`, `怎么修`, `how do I fix it`: of what, was said before or was not. */
export const bareHow =
  /^(?:请问|那|ok(?:ay)?)?[,,\s]*(?:[这那](?:个|台|种)?|它|东西)?(?:问题|情况|故障|报警)?(?:要|该|得|应该)?(?:怎么|咋|如何)(?:去)?(?:办|弄|整|搞|修|修理|处理|解决|排除|做|用)?[啊呢呀的好吧]*[\s??。!!]*$|^\W*(?:and\s+|so\s+|ok(?:ay)?[,\s]+)?(?:how\s+(?:do|can|should|to)(?:\s+(?:i|we|you|one))?\s+(?:do|fix|use|handle|mend|repair|solve|clear)(?:\s+(?:this|that|it))?|what\s+(?:do|should|can)\s+(?:i|we|you|one)\s+do(?:\s+(?:now|about\s+(?:it|this|that)))?|what\s+to\s+do(?:\s+(?:now|about\s+(?:it|this|that)))?)\W*$/iu

/** What is to be done about that which was spoken of: a machine that stands, or what papers told of. */
export function howOfIt(own: Reading, previous: Reading, said: string): Reading | null {
  if (own.intent !== 'howto' || !bareHow.test(said.trim())) return null
  const { equipment, intent } = previous
  const isOfMachine = intent === 'state' || intent === 'cause' || intent === 'tickets'
  const [machine, ...others] = equipment
  if (isOfMachine && machine?.level === 'machine' && others.length === 0)
    return { ...own, intent: 'cause', equipment }
  if (!papers.has(intent)) return null
  return { ...own, equipment, topic: `${previous.topic ?? previous.question}, ${own.question}` }
}
