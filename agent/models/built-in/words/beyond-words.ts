import { listed } from './listed.ts'

/** What people ask for and nothing here does, so that no document is quoted at them instead. */

const errandsInEnglish = `
(?:send|forward|e-?mail|mail) (?:\\w+ ){0,3}to (?:the|our|my|a) \\w+ | (?:e-?mail|phone|call|ring|notify|inform|tell|remind|invite) (?:the|our|my|all) \\w+ | print | translate | recommend |
book (?:me )?(?:an?|the) (?:\\w+ )?(?:train|flight|taxi|hotel|room|table|trip|meeting) | book me | order me | play | sing | pay | hire | fire(?= (?:him|her|them|the)) | sign |
write (?:me )?(?:an?|the|some) (?:\\w+ ){0,2}(?:poem|script|letter|e-?mail|code|program|song|story|macro|report) | (?:approve|reject)(?! (?:by|of)\\b)
`
/** Errands, where they are what the sentence begins with: `I need it to email my boss` tells why. */
export const errands = new RegExp(
  [
    listed({
      zh: `
        (?:发|寄|传|推送|抄送|转)[给到](?!我|咱) 发(?:个|一?封)?\\s*(?:邮件|短信|微信|e-?mail|mail)\\s*给(?!我|咱) 给.{1,8}发(?:个|一?[封条])?.{0,3}(?:邮件|短信|微信|函) 打印 翻译 推荐 催(?:一?[催下声]|促|办)*(?:维修|修理|机修|检修|设备科|采购|仓库|物流)(?!工?单) 通知(?:供应商|客户)
        [订定](?:个|一?[张间家])?[^,,。]{0,6}(?:票|酒店|宾馆|餐|外卖|会议室) 帮我请假 唱[个首] 讲个 写(?:个|一?[封首篇段份])?[^,,。]{0,8}(?:邮件|脚本|代码|程序|诗|信|总结|检讨|简历)
        批准?(?:一下|掉|了)?\\s*(?=act_) 批了(?:那|这|它|act_)
      `,
    }).source,
    `(?<=^\\W*|[,.;!?]\\s*|\\b(?:and|then|please|also|you|just)\\s+)(?:${listed({ en: errandsInEnglish }).source})`,
  ].join('|'),
  'iu',
)

/** Standing orders and watches: those that stand are looked after in their own pages. */
export const watches = listed({
  zh: `
    剧本 预案 (?:报警|告警|预警|提醒)规则 (?:取消|关掉?|删[掉除]?|撤[掉销]?|停用|禁用|解除|静音|屏蔽|消除?|确认|清[掉除]|别再|不要再|不用再|以后别)[^,,。??]{0,12}(?:报警|告警|预警|提醒|通知|警报)
    把[^,,。??]{0,14}(?:报警|告警|预警|提醒|通知|警报)(?:给我)?(?:取消|关|删|撤|停|屏蔽|消|清|静音) (?:报警|告警|预警|提醒|通知)[^,,。??]{0,6}(?:是?谁确认|确认的)
    (?:每[天周月日]|定时|按时)[^,,。??]{0,14}(?:发|推|报)[给到送] 订阅 剧本 playbook
  `,
  en: `
    playbooks? | (?:alert|alarm|warning) rules? | (?:remove|delete|mute|silence|disable|turn off|switch off|cancel|acknowledge|ack|confirm|clear|snooze|dismiss|stop)(?: \\w+){0,3} (?:alerts?|alarms?|warnings?|notifications?|reminders?) |
    (?:e-?mail|send|message|text|mail)(?: \\w+){0,6} (?:every|each) (?:morning|day|week|month|evening|shift|\\w+day) | subscribe | who (?:acknowledged|confirmed)
  `,
})

/** What no data of a plant tell: people, money, offices, the history of a machine. */
export const elsewhere = listed({
  zh: `
    满意 能卖 卖(?:了|出|掉)?(?:多少|几) 销量 销售额 残值 账面 折旧 单价 售价 加班费 员工(?:人?数|总数)? 多少(?:个)?人 工资 薪 年假 招聘 出厂 目标[^,,。]{0,4}(?:改|调|设|定)[成为到] [哪那]年(?:买|造|产|装|投|建) 买的?时候?[^,,。]{0,4}(?:钱|价) (?:机器|设备)价格 食堂 天气 股 竞争对手 会议室 叉车 停车 密码 WiFi 保险 电工证 证书
    车间(?:温度|湿度|噪音) 噪音 水费 房租 预算 [到去]\\p{Script=Han}{0,4}开车 开车[到去] 高铁 动车 航班 打车 堵车 占地 上市 同行 业内 行业(?!标准) 对标 标杆 利润 毛利 净利 盈利 [一-龥\\d]+[+加减乘除×÷][一-龥\\d]+(?:等于|=) 便宜
  `,
  en: `
    book value | residual value | depreciat\\w+ | unit price | selling price | overtime | payroll | satisfied | satisfaction | (?:will|can|could|did|do) (?:we|they) sell | sales (?:forecast|figures?|volume|targets?|numbers?) | employees | headcount | staff number | salary | salaries | wages? | vacanc(?:y|ies) | hiring | vacation | competitors? | meeting room | forklifts? | wifi | password | insurance |
    (?:was|were|is) (?:\\w+ ){0,2}(?:built|bought|purchased|manufactured|invented) | what model are you | who (?:invented|wrote) | who (?:was|were) (?:standing |working )?(?:on|at|running|operating|manning) (?!(?:call|duty|shift|team|top|first|last|late|fault|time|the (?:night|day|late|early))\\b) | who are you | noise level | book on | stock price | share price | (?:which|what) stocks? (?:should|to) |
    how (?:warm|cold|hot) is it | how old (?:is|are) | (?:change|set|raise|lower|adjust) (?:the |our )?(?:\\w+ ){0,3}(?:target|goal)s? | canteen | flights? | by (?:train|car|plane|taxi) | (?:the|a) drive (?:from|to) | traffic | commut(?:e|ing) | weather | hotpot | restaurant | budget | rent | prompt | gross margin | (?:what|which|how much|the|our) margins? | industry (?:average|benchmark|peers) | our peers | best in class
  `,
})

/** What a thing costs; what scrap costs is a figure. */
export const prices = listed({ zh: '值(?:多少|几个?)钱', en: 'worth' })

/** A setting of a machine is to be changed by or to a number: nothing here acts on a machine. */
export const settings = new RegExp(
  [
    '(?:温度?|炉温|转速|速度|链速|压力|扭矩|流量|张力|电流|亮度|真空度?|净重|功率|频率|参数|设定值?|限值?|上限|下限|阈值|节拍)[^,,。??吗]{0,6}(?:调|设|改|升|降|提|加|减)[高低大小快慢定]?(?:到|成|为|至|了)?\\s*\\d',
    '(?:调|设|改|升|降|提高|降低|加大|减小)(?:到|成|为|至|定)?\\s*\\d+(?:\\.\\d+)?\\s*(?:度|℃|转|rpm|bar|公斤压力|牛)',
    '(?:让|叫|使)[^,,。??]{1,12}(?:慢|快|停|动|转)[一下点些]*(?:来|$|[,,。])|(?:降|升|加|减)(?:温|速|压)\\s*\\d|先停(?:线|机|一下|掉|了)',
    '^\\W*(?:please\\s+)?(?:open|close|lock|unlock)\\s+(?:the\\s+)?(?:door|guard|valve|hood|cover|fence|gate)',
    '^\\W*(?:(?:please|can|could|would|you|and|now|just|go\\s+ahead)\\s+)*(?:set|adjust|turn|lower|raise|increase|decrease|reduce|drop|bring|change|dial|crank|bump|slow|speed|push|cut)\\b[^?.;]*\\b(?:to|by|at)\\s+(?:about\\s+)?\\d',
  ].join('|'),
  'iu',
)

/** Begins with what is to be done: whoever orders asks for no document. */
export const orders = new RegExp(
  [
    '^\\s*(?:请|帮我|帮忙|麻烦|给我|你|以后|快)*(?:把|将|运行|启动|执行|通知|取消|停用|关闭|关掉|删除?|屏蔽|别再|提醒|警告)',
    '^\\W*(?:(?:please|can|could|would|you|just)\\s+)*(?:run|start|stop|set|warn|alert|notify|raise|lower|increase|decrease|reduce|turn|switch|mute|disable|enable|remove|delete|cancel|approve|send|make|put|book|print|write|translate|recommend|forget|ignore|open|close|test|trigger|unlock|change|slow|fix|get)\\b',
  ].join('|'),
  'iu',
)
