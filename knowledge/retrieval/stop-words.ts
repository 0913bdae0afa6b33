/** Words that say how something is asked, not what about. Short on purpose. */
const english = `a about also an and any are as at be been being but by can could did do does during for
from had has have he her here him his how i if in into is it its many may me much must my of often on or
our please shall she should so some
tell than that the their them then there these they this those to us was we were what when where
which who whom whose why will with would you your`

const chinese = `的 了 是 在 和 与 或 及 吗 呢 吧 啊 我 你 他 她 它 您 我们 你们 他们 这 那 这个 那个 这些
那些 什么 怎么 怎样 怎么办 如何 为什么 为何 哪 哪个 哪些 哪里 谁 多少 几 多久 多长 时候 何时 请 请问
告诉 应该 应 该 需要 要 可以 能 会 有 把 被 对 对于 个 就 都 也 还 而 并 等 之 以 为 于 其 从 到 由 么 一次
一下 一个 是否 处理`

export const stopWords: ReadonlySet<string> = new Set(`${english} ${chinese}`.split(/\s+/))

const asking = `几次 几个 几年 几天 几度 几点 几级 几种 多大 多高 多重 多厚 多深 能不能 可不可以 要不要 会不会 能否
可否 可能是 才能 啥 咋 咋办 怎么样 怎么回事 怎么做 太多 包括 行不行 好不好 对不对 是不是 有没有 哪儿 instead happen long often`

const askingWords: ReadonlySet<string> = new Set(asking.split(/\s+/))

/** Words of a question that no answer repeats, and `几克`, `几滴` of whatever is counted; texts keep them. */
export const isAskingWord = (term: string): boolean =>
  askingWords.has(term) || /^几(?!何)\p{Script=Han}$/u.test(term)

/** How it is asked in words that elsewhere say what about. */
export const askingPhrases = /多长时间|多少时间|多大的?力(?![\p{Script=Han}])/gu

const answering = `步骤 原因 办 事 意思 要求 标准 范围 规定 允许 必须 情况 时候 方法 限值 里面 以后 之前 后 前 时
limit requir standard rang allow permit amount give take use get now go someon help step reason everi each actual exact`

/** Words and stems of a question that name the kind of answer; it answers without them. */
export const answerWords: ReadonlySet<string> = new Set(answering.split(/\s+/))
