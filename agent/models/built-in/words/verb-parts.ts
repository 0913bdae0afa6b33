/** How a verb asks for an amount, in either language: `停了多久`, `how long … stopped`. */
export const howLong =
  '(?:了|得|着)?(?:一共|总共)?(?:多[久长](?:时间)?|(?:多少|[\\d.]+)个?(?:时间|小时|钟头|分钟)|几个?(?:小时|钟头|分钟))'
export const howOften = '(?:了|得|过)?(?:一共|总共)?(?:几|多少|\\d+)[次回趟遍]'
export const zhUnit =
  '(?:(?:件|箱|瓶|块(?!钱)|片|套|盒|罐|支|只|板|根|桶|袋|条)?(?:成品|良品|货|板子?|瓶子|零件|工件|产品)|件|箱|瓶|块(?!钱)|片|套|盒|罐|支|只|板|根)'
export const enUnit = '(?:pieces?|parts?|units?|pcs|boxes|bottles|cases|cartons|boards?|items|jars)'
export const howMany =
  '(?:出|成|得)?了?(?:一共|总共)?(?:(?:多少|几)(?!个?(?:小时|钟头|分钟|月|班)|[张次回趟天小钟])|\\d+件)'
export const most = (ends: string) =>
  `(?:起来)?[得的]?(?:时间|次数)?是?(?:最[${ends}]|(?<=得)(?:更|比较)?[${ends}])`

/** A limit says how much is asked about: `scrapped over 100 pieces`, `stood longer than two hours`. */
export const anAmount = `\\b[\\d.]+\\s*(?:${enUnit})\\b`
export const aTime =
  '\\b(?:than|over|under|above|below|least|most|past)\\s+[\\d.]+\\s*(?:hours?|hrs?|h|minutes?|mins?)\\b'

export const stop = '(?:停(?:机|线|工|下来|摆|掉)?|歇菜?|误工|瘫痪?|趴窝?|宕机?|闲)'
export const fail = '(?:坏|(?:出)?故障|出(?:毛病|问题))'
export const make = '(?:生产|下线|做|产|干|出|造|弄|整|跑|完成|交付|打|攒)'
export const scrapped = '(?:报废|废|扔|做坏|打废|糟蹋|作废|报掉|丢)(?:掉|了)*'
export const repair = '(?:维修|抢修|修复?|修理)'

export const long =
  '\\b(?:how\\s+(?:long|many\\s+(?:hours|minutes)|much(?:\\s+time)?)|longest|shortest)\\b'
export const often =
  '\\b(?:how\\s+(?:often|many\\s+times|frequently)|(?:most|least|more|less)(?:\\s+(?:often|frequently))?)\\b'
export const amounts =
  'so\\s+(?:little|few|much|many)|percentage|share|proportion|how\\s+(?:many|much)(?!\\s+(?:orders?|jobs?|tickets?|stops?|times?|hours?|minutes?|days?|machines?|lines?|products?)\\b)|most|least|fewest|more|less|fewer'
export const many = `\\b(?:what|${amounts}|total|amount|quantity|count|number)\\b`
export const stops =
  '\\b(?:down|(?<!\\b(?:turn(?:ed|s)?|put|get|got|c[oa]me|work(?:ed)?|find|found|sort(?:ed)?)\\s)out(?!\\s+(?:of|on|in|at|for|from|what|how))|dead|standstill|stop(?:s|ped|ping)?|idle|s[ai]t(?:s|ting)?\\s+(?:idle|still)|stand(?:s|ing)?(?:\\s+still)?|stood(?:\\s+still)?|halt(?:s|ed)?|out\\s+of\\s+(?:action|service|order))\\b'
export const fails =
  '\\b(?:fail(?:s|ed|ing)?|conk(?:s|ed)?\\s+out|pack(?:s|ed)?\\s+(?:up|in)|trip(?:s|ped)?|play(?:s|ed)?\\s+up|act(?:s|ed)?\\s+up|g[io]ve?s?\\s+out|die[sd]?|crash(?:es|ed)?|broke|br(?:eak|eaking|oke|oken)s?(?:\\s+down)?)\\b'
export const scraps =
  '\\b(?:scrap(?:s|ped|ping|pers?)?|(?:throw(?:n|s)?|threw)\\s+(?:away|out)|bin(?:s|ned)?|junk(?:s|ed)?|toss(?:es|ed)?|chuck(?:s|ed)|trash(?:es|ed)?|dump(?:s|ed)?|ditch(?:es|ed)?|writ(?:e|ten)\\s+off|wrote\\s+off)\\b'
export const makes =
  '\\b(?:make|made(?!\\s+(?:of|up))|makes|making|pack|packed|fill|filled|assembled?|build|built|ship|shipped|deliver|delivered|produc(?:e|ed|es|ing)|turn(?:ed|s)?\\s+out|put\\s+out|get\\s+out|got\\s+out|g[eo]t\\s+through|out\\s+of|(?:crank|churn|knock|pump|push|roll|squeez|spit|spat|punch|bang|put|turn|run|ran|kick)(?:e|s|ed|ing)?\\s+(?:out|off|through)|yield(?:ed)?|manag(?:e|ed)|finish(?:ed)?|complet(?:e|ed)|rolled\\s+off|came?\\s+off|coming\\s+off|stamp\\w*|mould\\w*|machined|process(?:ed)?)\\b'
export const losing =
  '耽[误搁]|\\b(?:los(?:e|es|t|ing)|cost(?:s|ing)?|st(?:ole|eal|eals|olen)|eat(?:s|en|ing)?(?!.*\\b(?:power|energy|electricity)\\b)|ate|wast(?:e|ed|es|ing)|burn\\w*)\\b'
export const repairs = '\\b(?:repair(?:s|ed|ing)?|fix(?:ed|es|ing)?)\\b'

export const cash = '\\b(?:money|costs?|value)\\b'

/** Both orders of a verb and its amount. */
export const either = (verb: string, amount: string) => `${amount}.*${verb}|${verb}.*${amount}`
