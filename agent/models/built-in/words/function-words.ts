/**
 * Words that say nothing of what is asked: the closed classes of both languages, politeness, how an
 * answer is to be given, and the nouns of a plant that stand for all of it. Every other word counts.
 */

const zh = `
请问 请 帮我 帮忙 麻烦 劳驾 拜托 谢谢 多谢 辛苦 您好 你好 早上好 老板 领导 经理 主管 厂长 大家 师傅 兄弟 哥们 同事
我想 想要 我要 想 知道 了解 需要 告诉我? 给我 跟我 发给?我? 发一下 说[说下声]? 讲[讲下]? 问一?下 看看?一?下? 看一看 瞧瞧? 瞅[瞅一]?眼?
查一?下 查查 查询 查看 查 看 盯 拉一?下? 报一?[下个] 报给我 列[个下]? 列一下 列出来? 拆[开成] 拆分 分开 展示 显示 统计 汇报 汇总 导出 整理
给出 分析 算一?下 算算 搞一?下 弄一?下 来一?[个份张下] 画[个张]? 折线图 柱状图 图表 表格 清单 列表 名单 图 汇报用 急用 出来 出个
那个(?:料号|品号|件号) [只仅光](?:算|看|要|统计) 别藏着 一下子? 一眼 一[次回趟] 来着 的话 这块 那块 这边 那边 这里 那里 里[面头]? 上面 其中 当中 方面 相关 有关 关于 对于 至于 根据 针对 手[上头里] 名下
[报说讲过来看查算]一遍 一遍 容易 更容易 排一排 排个队 排一?下 情况 状况 怎么样? 怎样 如何 咋样? 啥样? 多少 什么 哪[里儿] 哪一?[个条台种天家位]? 谁 几[个条台种天家位]? 到什么程度
已经 现在 正在 当前 目前 如今 最近 近期 过去 截[至止] 为止 算起 以来 期间 时间 时候 哪段 迄今 至今 那[天会]儿? 这会儿 刚刚?结束的? 刚刚? 一直 始终
到底 究竟 具体 详细 主要 大概 大约 左右 基本 一般 分别 各自 各个? 每[个一]? 所有 全部 全厂 全公司 全集团 公司 集团 逐[个一] 挨个 一个个 从头到尾
整个 整体 总体 总[共的计]? 一共 合计 累计 平均 共 数据 数[值字]? 指标 结果 表现 水平 值 分布 构成 比一?比 差距 差别 区别 占[了到]?
有人 一份 有没有 没有 是不是 是否 会不会 能不能 可不可以 可以 能 会 [有到]没 有的 好不好 还?够不够 [我你您他她它咱俺]们? 咱家 大伙 加一[块起] 合[在到]?一[块起] 加起来 拢共 不 没 太 挺 很 特别 非常 真 稍微? 有点儿? 一点点?
本厂 工厂 厂区 厂里 车间 产线 生产线 线上 机器 设备 机台 机床 班组 班次 产品 型号 现场 产线上
发生 造成 导致 超过 达到 之间 以及 还是 或者 并且 然后 那么 也?就是 而且 顺便 另外 同时 也?加[上进入][来去]? 也要 因为 所以 如果 但是? 不过
只看 只要 单看 光看 换成 改[成为] 变成 再[看来] 下面 分[组类] 按照? 生产 老是 总是 经常 做得? 多[大高低] 一起 都[看要给] 全都?
(?<=[多少几每整论按一两二三四五六七八九十\\d])[件箱瓶个只片块根支台套盒罐板]数? [件箱瓶个只片块根支台套盒罐板]数 分钟 小时 钟头 百分[之比]? 个点 整天 一整 整个?天 全天 行不行 行吗 好吗 对吗 对吧 是吧 呗 哈 哇 咯 嘞 咧 哩 啦 喽
实在 居然 竟然 果然 大致 差不多 几乎 尤其 专门 单独 仅仅 仅 任何 算下来 看起来 起来 下来 上来 过来 拿到 拿出 得到 得出 达成 保持 维持 处于 出现 存在
觉得 感觉 希望 打算 必须 应该 应当 可能 也许 恐怕 好像 似乎 反正 总之 其实 确实 的确 真的 本来 原来 随时 逐步 陆续 依次 先后 同[一样]个?(?:时间段?|时段|时候) 同样 一样 一块儿 类似 差异 对照 参考
给个 给份 要个 要份 拉个 拉份 做个 做份 出份 简单 简要 快速 准确 精确 粗略 完整 全面 清楚 清晰 明白 明显 糟糕 不错 还行 凑合 理想 明细 详情 汇总表 总览 概况 概览
简报 报表 报告 一览 麻烦您 有劳 请教 请帮忙 在不在 忙吗 哈喽 嗨 亲 帮个忙 急 很急 帮查 查个 问个 想看 想问 想查 想了解 东西 玩意儿? 就是 那个 这个 嗯 额 呃 之类 什么的
追问 催问 逼问 盯问 念叨 嘀咕 抱怨 着急 发愁 头疼 头大 心里没底 没底 纳闷 奇怪 好奇 怀疑 担心 惦记 琢磨 合计合计 掂量 核对 核实 确认 复核 对账 过目
摸底 摸清 搞清 弄清 搞懂 弄懂 弄明白 搞明白 说清楚 讲清楚 掰扯 唠唠 聊聊 透个底 交个底 给句话 来句话 吱声 告知 通报 回复 答复 回话
惨 惨烈 惨淡 离谱 夸张 邪乎 邪门 过分 吓人 难受 可怕 恐怖 糟心 闹心 够呛 够戗 够意思 牛 厉害 猛 给力 漂亮 亮眼 扎眼 显眼 突出 平平 一般般 马马虎虎
突然 忽然 渐渐 慢慢 逐渐 一下 一路 一直在 噌噌 蹭蹭 刷刷 哗哗 猛地 老 又 再次 仍然 仍旧 依旧 依然 照样 照旧 到头来 结果是 说到底 归根到底 归根结底
干脆 索性 赶巧 碰巧 恰好 刚好 正好 正巧 务必 尽量 尽快 抓紧 立马 马上 立刻 随便 随手 顺手 顺带 一并 统统 通通 一律 一概 全数 悉数 挨着
[你您他她]们 俺们? 咱[们家厂]? 侬 伢 恁 哥几个 那?[帮伙群拨班]人 那几位 几位 各位 大佬 老师 老铁 家人们? 弟兄们? 伙计们?
[揪捞拎点挑挖扒拽筛择找抓翻晒亮抠扯理捋]出来 [揪捞拎挑挖扒拽筛择找抓翻晒亮抠扯理捋点]一?[下遍] [揪捞拎挑点]给我 拿[来过]来? 拿给我 端[来上]来? 甩[给过]我? 丢[给过]来? 瞄一?[眼下] 瞟一?[眼下] 扫一?[眼下] 溜一?眼 过一?[眼下遍] 念[一给]?[下遍我]? 支[个一]声 吭声 唠[叨嗑]? 嚷嚷
铁定 笃定 准保 保准 肯定 一定 多半 八成 估计 估摸着? 大抵 兴许 没准儿? 说不定 指不定 搞不好 弄不好 怕是 看样子 眼看着? 明摆着 压根儿? 根本 丝毫 简直 未免 难免 不免 未必 免不了 少不了 万万 千万 无论如何 不管 总归 终归 好歹
[一好][大小]?[截块些] 范围 口径 范畴 层面 维度 角度 方面 名单 字段 一栏 一列 个数 数目 数量级 大数 整数 约数 零头 小数点?后? 保留 取整 四舍五入 就行 就好 即可 足够 足矣 先这样
磨叽 磨蹭 墨迹 邋遢 水平面? 成色 势头 火候 节奏 状态 动静 光景 样子 模样 局面 形势 大势 行情 苗头 战绩 成绩 成绩单 业绩 战果 战报 家底 底细 老底 底数 实情 真相 内情
[这那]样 [这那]些 最先 客户(?=的?订单) [跑算得弄]出来 折[合算成] 展开 铺开 摊开 一大?堆 好多 许多 一些 那[两三四五六七八九十几]?[天日] 那[两三四五六七]个?[周月] 当[天日月周]时? 那段 那阵子? 那会儿? 这阵子?
底下 手下 旗下 下属 辖下 眼下 当下 目下 跟前 眼前 身上 头上 那头 这头 那儿 这儿 哪儿 哪边 哪块 哪些个 啥时 啥的
实际 真实 最终 最新 最后 出了? 花[了在]? 耗[在了]? 用[了掉]? 掉 干出来 做出来 生产出来 回事 反馈 提供 呈现 麻溜 赶快 赶紧 快点
`
const byLength = (a: string, b: string): number => b.length - a.length
export const zhFunctionWords = new RegExp(
  zh.trim().split(/\s+/u).toSorted(byLength).join('|'),
  'gu',
)

/** Words of characters alone that mean nothing by themselves. */
export const zhParticles =
  /^[跑走转弄搞整排的了吗呢吧啊呀么嘛哈哦哎喂呗噢和与跟同及或在从到对按给为是有也都还又再才就只最更比各每请个台条种次件张份位名家我你您他她它于其此该这那以把被将让做出高低多少大小好差快慢长短下上里中内外时候比说看要得地之第于哪几天日周月班线机厂组停坏修废做产干造趴歇闲扔晚迟跌涨降掉升]+$|^第?[一二两三四五六七八九十百千]+[个台条种张次位名家天]?$/u

const en = `
a an the this that these those there here it its itself they them their theirs we us our ours you your yours u
i me my mine he she his her one ones some any anything something everything all both each every either neither
none no not nor only just also too and or but so then than as if because while when where which what who whom whose
why how whether is are was were be been being am isnt arent wasnt werent aint do does did done doing dont doesnt didnt
have has had having havent hasnt hadnt can could will would shall should may might must wont cant cannot couldnt
wouldnt whats thats its hows wheres whos theres lets im id ive weve were youre theyre howd whod thatd whered heres whens
of in on at by for from to into onto over under with within about across among amongst between through during per
since until till before after up down out off again ever still yet already even around near versus via regarding
against instead beside besides concerning wise along alongside throughout inside outside along
show shows showing give gives giving tell tells list lists listing display report reports check checks checking pull
get gets got gotten getting put see look looks looked looking find let want wants needed need needs like know please pls
plz thanks thank you kindly hi hello hey morning sorry ok okay quick quickly wondering wonder curious idea help say said
mean means meant talk think send sends share shares boss ask asks asked asking analyse analyze analysis explain differs mate folks guys team sir everybody cheers appreciated
provide fetch bring present print summarise summarize summary overview outline update recap rundown snapshot glance brief
break breaks broken split splits divide divided separate separately count counted counting grouped group sorted plot plotted
chart charts graph graphs graphed draw drawn picture table view detail details detailed itemised itemized
now currently current right moment present live so far today time times day days week weeks month months hour hours
minute minutes hrs mins year years date first second third last next previous past recent recently latest lately
production wide groupwide min mins sec secs kwh cash hm hmm huh ah aha oops yo ya yep nope wow alright right great cool overall total totals sum sums average averaged avg mean roughly about approximately exactly actually really basically
generally usually typically simply altogether combined together honestly maybe perhaps probably possibly anyway anyhow
plus btw fyi well oh ah um hmm right listen alone alike value values number numbers figure figures data result results
performance level levels stats statistics info information percent percentage rate rates ratio readings
much many more less most least few fewer very quite pretty rather fairly somewhat bit lot lots loads gap gaps difference
differences differ distribution range extent degree
plant plants site sites factory factories company shop workshop floor area areas line lines machine machines equipment
asset assets teams crew crews shift shifts product products part parts piece pieces unit units item items pcs lot
go goes going went gone come comes came coming run runs ran stand stands standing spit perform performs performed performing
make makes made making take takes took taken taking happen happens happened happening lead leads led occur occurred occurs
achieve achieved achieves reach reached reaches hit hits manage managed post posted record recorded log logged keep keeps
kept stay stayed remain remained hold held show turn turned end ended start started begin began fare fared doing spend spent
account accounts accounted contribute contributed use used using work works worked working operate operated operating
such hitting meeting behave behaved behaving badly went lying points pts whatever whichever whoever anyway somehow terms respect regards regard period periods punctually side way ways thing things stuff case cases kind kinds sort sorts type types category
new whole entire full complete single individual own other others another same different respective respectively
zero two three four five six seven eight nine ten dozen hundred thousand couple several half
good bad better worse big bigger small smaller high higher low lower long longer short shorter well fine nice main major
important interesting actual real true exact rough current possible available please always often never sometimes once twice
lie lies name names seem seems seemed appear appears tend expect expected hope guess reckon suppose believe remember trying try tried able mind pass interested
hand handed handing bring brings brought grab fetch drop dropped shoot throw toss pop ping text mail email post chase chasing bug bugging
bother bothering nag nagging push pushed pushing press pressing remind reminded discuss discussing argue arguing claim claims claimed complain
complains complained complaining explain understand understood figure figures figuring fathom grasp gather gathered learn learned hear heard
notice noticed noticing spot spotted worry worried worrying concern concerned bet swear doubt doubts admit agree believe feel feels felt
love hate prefer care cares bothered happy unhappy sad glad angry mad furious upset annoyed confused stuck lost busy tired late early ready
weird odd strange funny crazy insane awful terrible horrible dreadful dire shocking ugly nasty poor poorly rough rubbish lousy crap crappy
decent solid impressive amazing awesome brilliant lovely healthy sick struggling struggle struggled struggles disappointing wildly badly
hardly barely nearly almost simply merely purely truly indeed apparently obviously clearly supposedly allegedly hopefully frankly seriously
literally essentially basically ultimately eventually finally suddenly gradually steadily sharply slightly significantly substantially
noticeably massively hugely really totally completely fully partly mostly mainly largely chiefly primarily typically usually normally
generally often frequently rarely seldom occasionally sometimes always never ever anymore meanwhile otherwise instead though although however
whereas while whilst since because therefore thus hence besides moreover furthermore additionally further
honest brief detailed clear crisp concrete handy useful relevant proper appropriate suitable accurate reliable trustworthy
cheers ta mate buddy pal dude man bro fellas gents ladies chief captain colleague colleagues people person guy somebody someone everyone nobody
producer producers offender offenders contributor contributors performer performers loser losers winner winners blame
gonna gotta lemme dunno kinda sorta gotcha innit yall
wot wots wat wats wht whaddya whatcha wassup sup lemme lmk ta tia asap rn tbh imo afaik btw fyi ffs lol omg pleeease plz pleas cld wld shld ur r n thru tho altho cos coz cuz bc
stack stacks stacked measure measures measured rank ranks scoop news gist lowdown story word running sitting hovering averaging operating trending generate generates generated generating anyone anybody bottleneck bottle bottles somebody's clue hunch inkling idea tad touch chance sense feel ballpark rounded rounding rush hurry urgent urgently handy whenever soonest minute sec moment jiffy second tick
scrape dig digging fetch fish pry squeeze whip knock rustle run quote cite name spell spelled shout yell ring buzz forward cc attach paste copy dump spit chuck sling feed hit
curious wondering puzzled intrigued interested keen eager anxious nervous desperate dying itching
somehow someway sometime somewhere anywhere everywhere nowhere elsewhere anytime likewise similarly
raw grief ages apiece plate desk hands books eyes heads mouth table radar sheet board screen page
back little piece specific specifically regarding short briefly clearly simple plain rough quickest easy current same way kindly exact correct correctly
bloody damn damned darn freaking frigging flipping blasted effing grateful obliged thankful inclusive walk walking wrt
today's yesterday's week's month's purposes meeting review presentation slide slides standup
`
/** Written small, without apostrophes. */
export const enFunctionWords = new Set(en.trim().split(/\s+/u))
