import { listed } from './listed.ts'

/** What people say to be polite, or of the last answer: nothing is asked for. */
export type SmallTalk = 'greeting' | 'thanks' | 'complaint'

const beside = listed({
  zh: '大家 各位 [你您]们? 师傅 啊 呀 哈 呢 吧 了 我是新来的 新人一?个? 我刚来 那 就 先 这样 没事 没问题 没别的了? 太 非常 真 很 帮(?:了)?大忙了?',
  en: "there | all | team | everyone | everybody | mate | guys | folks | again | (?:i'?m|i am) new(?: here)? | so much | very much | a lot | lots | a bunch | for (?:now|that|the help|your help) | you | that | this | it | is | was | all good | then | and | really | very | for today | later | tomorrow",
})
const talk: [SmallTalk, RegExp][] = [
  [
    'greeting',
    listed({
      zh: '(?:[你您]们?|大家|各位)好 哈[喽罗啰] 嗨 早(?:上好?|安)? 上午好 中午好 下午好 晚上好 在[吗么不]在?[吗]? 有人[吗么]? 我是新来的 你是谁 你叫什么(?:名字)? 你是(?:什么|啥|机器人|人|AI)[吗么]? (?:怎么|咋|如何)(?:用|使用)(?:你|这个(?:系统|东西|助手)?)? 你?(?:能|会|可以)(?:帮我)?(?:干|做|查|问|回答)?(?:些)?(?:什么|啥|嘛)(?:问题)?',
      en: "h(?:i+|e+y+|ello) | good (?:morning|afternoon|evening|day) | morning | afternoon | evening | greetings | anybody there | anyone there | who(?:'s| are| is) (?:you|this) | what(?:'s your name| are you) | are you (?:a |an )?(?:robot|bot|human|person|machine|ai|there|real) | how (?:do|can|should) (?:i|we|one) (?:use|work with|talk to) (?:you|this|it) | what (?:are you able to|can i|can we|may i) (?:answer|ask|do)(?: you)?(?: for me| here)? | what do you (?:know|do)",
    }),
  ],
  [
    'thanks',
    listed({
      zh: '多?谢[你您]? 感谢 辛苦 好[的嘞吧]? 收到 知道 明白 了解 懂 可以 行 嗯 哦 噢 再见 拜拜 晚安 回头见 不错 厉害 真棒 棒 有用 够 不用 算',
      en: "thanks? | thx | thank you | ty | cheers | ta | great | perfect | nice | cool | good | awesome | excellent | brilliant | ok(?:ay)? | alright | all right | fine | got it | understood | noted | i see | makes sense | (?:that |this )?helped | (?:that |this )?helps | bye | goodbye | good night | see you | cu | much appreciated | appreciated | will do | never ?mind | forget it | no thanks | that's all | that is all | nothing else | well done | you're welcome",
    }),
  ],
  [
    'complaint',
    listed({
      zh: '(?:你|这个?|答案|回答)?(?:答|说|理解|弄|搞|算)?(?:得|的)?(?:错|不对)(?:啦|吧)? 不是这个(?:意思)? 我?不是(?:问|说|要)?这个(?:意思)? 没(?:听|看|弄)懂 (?:你)?没(?:听懂|理解|明白)我?的?意?思? 答非所问 (?:什么|啥)(?:乱七八糟的?|玩意儿?)',
      en: "(?:that|this|it)(?:'s| is| was) (?:wrong|not right|incorrect|nonsense|rubbish|not what i (?:asked|meant|wanted)) | wrong(?: answer)? | you(?:'re| are) wrong | i (?:did not|didn't) (?:ask|mean) (?:that|this) | you (?:did not|didn't|don't) understand(?: me)? | not what i (?:asked|meant|wanted)",
    }),
  ],
]

/** Taken away word by word: one pattern of repeated words would try each way to cut a long message up. */
const wholly = talk.map(([kind, own]): [SmallTalk, (said: string) => boolean] => {
  const either = new RegExp(`${own.source}|${beside.source}`, 'giu')
  return [kind, (said) => own.test(said) && /^[\p{P}\s]*$/u.test(said.replaceAll(either, ' '))]
})

/** Where the whole message is no more than that. */
export const smallTalkIn = (said: string): SmallTalk | undefined =>
  wholly.find(([, isWholly]) => isWholly(said))?.[0]
