import { listed, oneOf } from './listed.ts'
import { anyOf } from './record-words.ts'

/** Which end of a ranking is asked for: by amount, by worth, or by habit. */

const ending = '(?=[??。]?$|[,,。])'
const ofSome = '(?<=哪.{1,10}|谁.{1,8})'

export const lowest = anyOf(
  listed({
    zh: `最低 最便宜 最少 最吃紧 最紧 最缺 最小 最短 最省(?!心) 最稀?缺 最薄(?!弱) 最快(?:见底|用完|用光|断|没|耗尽) 垫底少 ${ofSome}[低少短]${ending} 从[低少小]到[高多大] 升序 由[低少小][到至][高多大] 最?先(?:[用断见]|没)`,
    en: `tightest | scarcest | lowest | (?<!at )least | fewest | smallest | shortest | bottom | soonest | (?:out|short) first | ascending | low(?:est)? (?:to|first)
      | thinnest | lightest | closest to (?:zero|running) | nearest to | skimpiest | leanest | thriftiest | rock bottom | first to run`,
  }),
)

export const highest = anyOf(
  listed({
    zh: `最高 最贵 最多 最大 最长 最久 最频繁 最勤 第一(?![季周天次班]|个?月) 头名 榜首 大户 大头 头号 首要 罪魁祸首 元凶 主要(?:是|出|停|因|都|集中|的?[停原]) 集中在 最主要 最(?:能|会|爱)?[费耗烧吃]
      得最?[多久长]的 从[高多大]到[低少小] 由[高多大][到至][低少小] 降序 哪[个边家条台](?:更|比较)?[高多大] 谁(?:更)?[高多] ${ofSome}[多高大长久]${ending}
      最(?:占|拖)时间 最(?:花|浪费)时间 最(?:海|扎堆|密集) 老大难 排头`,
    en: `hardest | mostly | main | chief | principal | foremost | major | (?:number|no\\.?) (?:one|1) | highest | most(?! recent) | largest | longest | top | biggest | descending
      | heaviest | greediest | hungriest | guzzl\\w+ | hog(?:s|ging)? | thirst(?:y|iest) | wasters? | max(?:imum)? | steepest | fattest | high to low`,
  }),
  /\bculprit|\bprone\b|\bwhich\b.*\b(?:is|was)\s+higher\b/iu,
)

/** Bad in what people say of it: which end that is, the metric says. */
const zhBad = `
差 拖 弱 坏 不争气 费劲 让人头疼 爱迟 危险 悬 厉害 严重 凶 狠 难看 糟 烂 不(?:稳定?|靠谱|行|给力|争气|省心|中用|像话|听话|安生|消停|耐用|结实|划算|达标|守时|守信|准时|准点|可靠|理想|经用|让人放心)? 拉 慢 拉垮 拉胯 垮 菜 水 挫 逊 怂 惨 闹心 糟心 磨叽 磨蹭 磨人 难搞 折腾 离谱 差劲 掉价
丢人 丢脸 现眼 寒碜 寒掺 不像话 不靠谱 不给力 不行 要命 烦人 让人不省心 不省心 操心 靠不住 信不过 头疼 头痛 难伺候 难弄 麻烦 坑 坑人 坑爹 垃圾 邪乎 娇气 脆 脆弱 落后 靠后 掉队 晚 迟 次 孬 疲软 低迷 闹腾 能闹 爱闹 作
`
const bad = `最(?:让人|叫人|能|会|爱)?${oneOf(zhBad)}`
const stragglers = `
掉链子 不争气 落后 掉队 吊车尾 末位 最后(?:一名|的) 排[在名]?最后 最?拖[^,,。??]{0,6}后腿 垫底 倒数 哪[个边家条台](?:更|比较)?差 谁(?:更|最|比较)?差 老幺 短板 最薄弱 拖油瓶 最后腿 倒第[一二] 末尾 尾巴上
`
export const worst = anyOf(
  listed({
    zh: `${stragglers} ${bad}`,
    en: `troublesome | worst | weakest | most critical | last place | laggards? | poorest | slowest | (?:came|come|comes|is|was) last(?! (?:week|month|year|quarter|shift|night|weekend|\\w+day|\\d)) | trail(?:s|ed|ing)?
      | (?:is|are|was|were|falls?|fell|lags?) behind(?! (?:the|it|that|this|schedule|plan)) | lag(?:s|ged|ging)? | most (?:unreliable|troublesome|problematic)
      | disappoint(?:s|ed|ing)? | laziest | least (?:punctual|reliable|productive|efficient)
      | ugl(?:y|iest) | nastiest | dodg(?:y|iest) | flak(?:y|iest) | shaki(?:est) | sickest | crappiest | lousiest | shabbiest | rubbishiest | grimmest | sorriest | saddest | dirtiest | roughest
      | stragglers? | losers? | bottlenecks? | slack(?:s|ing|ers?|est)? | duds? | lemons? | weak(?:est)? (?:link|spot|point)s? | problem child | black sheep | basket case | sore point | wooden spoon | dead last | back of the pack
      | most (?:painful|annoying|trouble|problems|grief|headaches?|unstable|erratic|fragile|temperamental|late|delayed|tardy) | tardiest | tail end | bottom of the (?:league|table|pile|list|heap)
      | letting (?:us|me|the side|everyone) down | let (?:us|me|the side|everyone) down | drag(?:s|ging|ged)? (?:us|everything|everyone|the (?:side|team|plant|average|numbers?|figures?)) down`,
  }),
)

const zhGood = `
好 皮实 耐用 省心 可靠 抗造 佳 优 棒 牛 强 稳 给力 猛 能干 快 溜 顶 硬 靓 亮眼 漂亮 出彩 拔尖 出色 优秀 突出 行 争气 带劲 得力 靠谱 准 准时 守时 守信 争脸 长脸 6 高产 能打 耐造 健康 省 顺 顺溜 利索 麻利
`
const good = `最(?:能|会)?${oneOf(zhGood)}(?![起])`
export const best = anyOf(
  listed({
    zh: `${good} 冠军 哪[个边家条台](?:更|比较)?好 谁(?:更|最|比较)?(?:好|强) 领先 领跑 打头 夺冠 状元 标兵 领头羊 拔得头筹 独占鳌头 头牌 尖子 扛把子 第一名`,
    en: `topped | best | strongest | lead(?:s|ing|ers?)?(?! time) | (?:came|come|comes|finished) first | in (?:the lead|first place) | ahead(?! of (?:schedule|plan|time)) | fastest | quickest
      | better(?! or worse).*\\bor | champs? | champions? | stars? | heroe?s? | kings? | queens? | aces? | winners? | won | wins | finest | smartest | sharpest | healthiest | steadiest | most (?:reliable|punctual|productive|efficient|stable)
      | on top | top dog | top (?:of the (?:league|table|pile|list|heap)) | out in front | number one | gold medal | rock ?stars? | shin(?:es|ed|ing) | shone | outperform(?:s|ed|ing)? | crown(?:ed)? | pull(?:s|ing)? (?:its|their) weight`,
  }),
)

/** What happens again and again: among several, the one that does it most. */
export const habitual = listed({
  zh: `最(?:容易|爱|常|会|喜欢) (?<![加保])(?:老是|老爱|总是|总爱|经常|时常|常常|动不动|三天两头) (?<=[哪谁].{0,8})[老总](?=[坏停出迟晚拖])`,
  en: 'always | keeps?(?= on\\b| \\w+ing\\b) | regularly | constantly | time and again',
})

/** Of who should be on time. */
export const lateness =
  /迟(?:到|交|延)?|晚(?:到|交|点)|拖(?:拉|延|期)|误期|延[误期]|\b(?:late(?:r|st|ness)?|delay(?:s|ed)?|overdue|unpunctual|unreliable|behind|tardy|tardiest)\b/iu

export const ranking =
  /排名|排行|排序|排个?(?:名|队|序|一二三|先后|高低|座次)|(?:名次|榜单)|按.{1,8}排(?![产程班单期])|排[一个]?[下名队]|^\W*(?:please\s+)?(?:order|sort|rank)\b(?=.*\bby\b)|\bsort(?:ed)?\b|帕累托|前几|前[一二三四五六七八九十\d]+(?!\s*个?(?:周|星期|天|日|月|年|班|小时|季))|\brank|\bpareto\b|\bleague\s+table\b|\bleader\s?board\b|\btop\s*\d+/iu

/** What makes a ranking of a question. */
export const ends = [lowest, highest, worst, best, ranking, habitual]
