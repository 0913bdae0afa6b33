import {
  anAmount,
  aTime,
  cash,
  either,
  enUnit,
  fail,
  fails,
  howLong,
  howMany,
  howOften,
  long,
  losing,
  make,
  makes,
  many,
  most,
  often,
  repair,
  repairs,
  scrapped,
  scraps,
  stop,
  stops,
  zhUnit,
} from './verb-parts.ts'

/** What else must be spoken of, for the verb to mean its metric. */
export type Needs =
  | 'product'
  | 'product, a time'
  | 'time'
  | 'supplier'
  | 'orders'
  | 'material'
  | 'no orders'
  | 'no orders, a time'
  | null
type Verb = { id: string; needs: Needs; said: RegExp; whole: RegExp | null }
const verb = (id: string, said: string[], needs: Needs = null): Verb => {
  const whole = said.filter((one) => !/\.\*|\]\*|\.\{0,[4-9]/u.test(one))
  return {
    ...{ id, needs },
    said: new RegExp(said.join('|'), 'iu'),
    whole: whole.length === 0 ? null : new RegExp(whole.join('|'), 'iu'),
  }
}

/** Metrics that are asked for by a verb. Those of stops need a time: without one the state is meant. */
export const verbs: Verb[] = [
  verb('plan_attainment', [
    '(?:计划|任务|指标)(?:完成|达成|兑现|做到|干到)(?:得|了)?.{0,4}(?:多少|几成|百分|几个点|怎么?样|咋样|如何)|完成了?(?:计划|任务)的?(?:多少|几成|百分)',
    '(?:%|\\b(?:percent(?:age)?|share|proportion|how\\s+much))(?!\\w).*\\b(?:of|against|to)\\s+(?:the\\s+|our\\s+|what\\s+(?:was|we)\\s+)?plan(?:ned)?\\b|\\b(?:behind|ahead\\s+of|short\\s+of)\\s+(?:the\\s+|its\\s+|our\\s+|their\\s+)?plan\\b|\\bhow\\s+far\\s+(?:along|into|through)\\s+(?:the\\s+|its\\s+|their\\s+|our\\s+)?plan\\b|\\b(?:how\\s+(?:close|near)\\s+to|hit|meet|met|miss(?:ed|es|ing)?|against|versus|vs|fulfil\\w*|achieve\\w*)\\s+(?:the\\s+|our\\s+|its\\s+|their\\s+)?(?:production\\s+)?(?:plan|quota)\\b|\\bplan(?:ned)?\\s+(?:vs\\.?|versus|against|and)\\s+actuals?\\b',
  ]),
  verb('throughput_rate', [
    `每个?(?:小时|钟头)(?:平均|大概|大约)?(?:能|可以|可)?${make}(?:出来?)*(?:多少|几)|平均每个?(?:小时|钟头).{0,4}(?:多少|几)${zhUnit}`,
    `\\bhow\\s+many\\b.*\\b(?:an|per|each|every)\\s+hour\\b|\\bhow\\s+fast\\b.*${makes}`,
  ]),
  verb('wip', [
    '(?:线上|车间|现场|在线|产线)?(?:压|堆|卡|积压|滞留)(?:着|了|在线上)*(?:多少|几)(?![张次回趟]|个?订?单)|没做完的(?:有)?(?:多少|几)[件片瓶块个]',
    '\\b(?:sitting|piled\\s+up|tied\\s+up|stuck)\\s+(?:on|in|between)\\s+(?:the\\s+)?(?:floor|lines?|process|machines|production)\\b|\\bhalf[\\s-](?:finished|done|made)\\b|\\b(?:still|currently)\\s+in\\s+(?:process|the\\s+works|production)\\b',
  ]),
  verb('defect_ppm', [
    '每?百万(?:件|个|只|片)?(?:里|中|件中)?(?:有|的)?(?:多少|几)?个?(?:不良|坏|废|缺陷)|(?:不良|缺陷)(?:品|件|数)?每百万',
    '\\b(?:defects?|bad|defectives?|rejects?)\\b.*\\b(?:per|in\\s+a|a|every|out\\s+of\\s+a)\\s+million\\b|\\bdppm\\b|\\d\\s*ppm\\b',
  ]),
  verb('scrap_cost', [
    '(?:报废|废品|废料|废掉|扔掉).{0,8}(?:赔|亏|损失|烧|砸|搭|花|值|折)(?:进去|掉|了|出去)*.{0,3}(?:多少|几)|(?:赔|亏|损失|烧|砸|搭)(?:进去|掉|了)*.{0,4}(?:多少|几|最[多狠])?.{0,4}(?:报废|废品|废料)',
    `${scraps}.*\\b(?:set\\s+(?:us\\s+)?back|bill|damage|worth|price|spen[dt]|paid?|burn\\w*)\\b|\\b(?:bill|damage|worth|price|spen[dt]|los[et])\\b.*${scraps}`,
  ]),
  verb('mtbf', [
    `${howLong}(?:才|会)?${fail}(?:一?[次回])?`,
    'between\\s+(?:failures|breakdowns|stoppages\\s+for\\s+failure)',
    '(?:几|多少)个?(?:小时|钟头|天)(?:才|会)?坏',
    `${fail}一?[次回]的?间隔`,
    '(?:两|2)次(?:故障|坏)(?:之间|间隔)',
  ]),
  verb('mttr', [
    `${repair}(?:好|理)?(?:一[次回趟])?(?:平均|大概|要|需要?|得|花)*${howLong}`,
    `${repair}(?:好|理)?${most('久长慢快短')}|修起来最?[慢快]|平均修`,
    '修(?:好|理)?一[次回趟](?:得)?最(?:磨叽|磨蹭|久|慢|长|拖|快)',
    either(repairs, long),
    either(
      repairs,
      '\\b(?:slow(?:er|est)?|faster|fastest|quick(?:er|est)|longer|how\\s+(?:quickly|fast))\\b',
    ),
  ]),
  verb('mttr', [
    `平均(?:要|得|需要?)?${howLong}(?:就|才)?(?:能|可以)?(?:修(?:好|复|完)|${repair})`,
  ]),
  verb('mttr', [`修(?:理|好)?一[次回趟]\\S{0,8}?(?:平均|大概|得|要|花|耗|需要?)+${howLong}`]),
  verb('mttr', ['修起来(?:平均|大概|得|要|花)', '平均[^,,。]{0,4}修(?:好|完|起来)'], 'time'),
  verb('mttr', [`每次(?:维|抢)?修(?:下来|好|完)?(?:平均|大概|要|需要?|得|花)*${howLong}`]),
  verb('mttr', [`平均(?:每|一)次(?:故障停?机?|停机?|修理?).{0,3}${howLong}`]),
  verb('mtbf', [`${howLong}(?:才|会)?(?:出|发生|有)一[次回](?:故障|问题|毛病|停机)`]),
  verb(
    'on_time_delivery',
    [
      '(?:准时|按时|按期|如期)交[付货期]?(?:的|做|得|上)*(?:不?理想|不行|不[好佳]|[太很]?[差低]|情况|表现|怎么?样|咋样|如何)',
      '\\b(?:planned|plan)\\s+delivery\\b',
    ],
    'time',
  ),
  verb('quality_ratio', [
    '(?:里面?|里头|当中|中)(?:的)?(?:好的?|良品|合格的?|好货)(?:能)?占',
    '\\b(?:share|percent(?:age)?|proportion|how\\s+(?:much|many))\\b[^?]*\\b(?:was|were|is|are|came\\s+out)\\s+(?:good|right|ok|okay)\\b',
  ]),
  verb('output', ['出活'], 'time'),
  verb('output', ['\\bma(?:de|ke)\\s+(?:a\\s+)?different\\s+(?:amounts?|numbers?)\\b'], 'time'),
  verb('stops', ['停(?:机|了)*(?:超过?|不到|少于|多于|大于|至少|不止)了?\\d+[次回趟]'], 'time'),
  verb('scrap_quantity', [
    either(scraps, anAmount),
    `\\bwast(?:ed?|es|ing)\\s+(?:the\\s+)?(?:most|more|least|fewest|how\\s+many)\\s+${enUnit}\\b`,
    `\\b${enUnit}\\s+(?:(?:that\\s+)?(?:were|was|got|been)\\s+)?${scraps}`,
    `${scrapped}(?:超过?|不到|多于|少于|至少)?了?\\d+`,
  ]),
  verb('scrap_quantity', [scraps, scrapped], 'product, a time'),
  verb(
    'downtime',
    [either(stops, aTime), `\\b(?:total|many|all)\\s+(?:the\\s+)?(?:hours|minutes)\\b.*${stops}`],
    'time',
  ),
  verb('scrap_quantity', [
    `坏了?(?:多少|几)${zhUnit}|[废扔](?:了|掉)*多少钱|废得(?:更|最|比较)?[多少]`,
    `\\b(?:bad|rejected|scrapped|defective)\\s+${enUnit}|\\brejects?\\b`,
  ]),
  verb('failures', [
    fail + howOften,
    '\\bbreak\\s?downs?\\s*了?(?:几|多少)[次回]',
    `${fail}(?:了|过)*(?:超过?|不到|少于|多于|大于|至少|不止)了?\\d+[次回趟]|${fail}(?:了|过)*\\d+[次回趟]`,
    fail + most('多少频勤'),
    '(?:毛病|故障|问题)(?:最|更|比较)?(?:多|少)(?:的|$|[,,??])',
    '(?:最爱|老是?|总是?|最容易|最常|经常)(?:坏|出(?:故障|毛病|问题))|毛病最多|最(?:不靠谱|不可靠)的?(?:设备|机)',
    either(fails, often),
  ]),
  verb('inventory_turns', [
    '库存.{0,6}转了?[几多]少?[圈次回]',
    '\\b(?:stock|inventory)\\b.{0,20}\\bturn(?:s|ed|ing)?\\b',
  ]),
  verb('inventory_turns', ['周转', '\\bturn(?:s|ed|over|ing)?\\b'], 'material'),
  verb(
    'stock_days',
    [
      '(?:够|撑|顶|用|管|覆盖){1,2}(?:[用造做干吃跑]|得了?|到)?(?:几天|多少天|多久|多长时间)',
      '用完|断[料货供]|见底|不?够\\d+天|(?:几|多少)天(?:的?用量|的?库存)|还有(?:几|多少)天|库存|还剩.{0,4}(?:几|多少)天|存货|存量|备料|断供|告急|(?:快|要|先)没了?|(?:撑|顶|挺|熬)(?:得|不)?(?:了|到|住)',
      '\\b(?:run(?:s|ning)?|getting|dangerously)\\s+(?:out|short|low)\\b|\\b(?:days?|how\\s+long|how\\s+much)\\b.*\\b(?:left|remain\\w*|in\\s+stock|on\\s+hand|worth|supply)\\b|\\bdays?\\b.*\\bhave\\b.*\\bleft\\b|\\bdays?\\s+(?:worth\\s+)?of\\b.*\\bhave\\b|\\bscarce\\w*\\b|\\bclosest\\s+to\\s+(?:zero|empty|gone)\\b|\\bshortage\\b|\\bstock\\b|\\bcover(?:s|ed|ing)?\\b|\\bhow\\s+long\\b.*\\blast\\b',
    ],
    'material',
  ),
  verb('lead_time', [
    '\\btakes?\\s+(?:the\\s+)?(?:longest|shortest|most\\s+time)\\s+to\\s+(?:get|make|produce|finish|build|deliver|ship|complete)',
    '(?:做|生产|交付|完工)(?:起来|得|周期)*最(?:慢|久|快)',
  ]),
  verb('lead_time', [
    '\\btime\\s+to\\s+(?:complete|make|finish|fulfil|get|process)\\s+(?:an?\\s+|the\\s+|our\\s+)?orders?\\b',
  ]),
  verb(
    'lead_time',
    [
      `(?:要|需要?|平均|从|花)[^,,。;]*(?:多久|多长时间|几天|${howLong})`,
      '从(?:下达|下单|投产|投料|开工|排产).{0,6}(?:到|至).{0,4}(?:完工|完成|交付|交货|做完|入库|结束)',
      '\\bhow\\s+long\\b.*\\b(?:take|from)\\b|\\btakes?\\b.*\\blong(?:est)?\\b|\\b(?:start|release|launch|kick-?off)\\s+(?:to|till?|until|through)\\s+(?:finish|end|done|completion|complete|delivery|close|ship\\w*)\\b|\\b(?:turn-?around|throughput|cycle|flow)\\s+time|\\b(?:hours|days|time)\\b.*\\border\\b.*\\btakes?\\b',
    ],
    'orders',
  ),
  verb('lead_time', [
    '从?(?:下达|下单|投产|投料|开工|排产)(?:开始)?.{0,3}(?:到|至).{0,4}(?:完工|完成|交付|交货|做完|入库|结束)',
    '\\b(?:start|release|launch)\\s+(?:to|till?|until|through)\\s+(?:finish|end|completion|delivery)\\b',
  ]),
  verb('first_pass_yield', [
    '一次(?:就|性|便)?(?:做|干|过|通过|合格|成)(?:对|好|成|关)?(?:了)?的?.{0,3}(?:比例|率|百分|几成|多少|占)',
    '\\b(?:right|good|pass\\w*|ok)\\s+(?:on\\s+)?(?:the\\s+)?first\\s+(?:time|go|try|attempt|pass)\\b|\\bfirst\\s+(?:time|go|try|attempt)\\s+(?:right|good|pass\\w*|ok)\\b',
  ]),
  verb(
    'lead_time',
    [
      '\\btakes?\\b.*\\b(?:long(?:est|er)?|quick\\w*|short\\w*|time)\\b.*\\b(?:make|build|produce|finish)\\b|\\b(?:longest|shortest|slowest|quickest|fastest)\\s+to\\s+(?:make|build|produce|finish|complete)\\b|做(?:起来|得)?最(?:久|慢|快)',
    ],
    'time',
  ),
  verb('lead_time', ['周期.{0,4}最?[长短]|最[长短].{0,3}周期'], 'time'),
  verb(
    'downtime',
    [
      ...[stop + howLong, stop + most('久长狠凶严惨'), '停机(?:了)?(?:多少)'],
      '停(?:机|了)*(?:超过?|不到|少于|多于|大于)?了?\\d+\\S{0,2}(?:小时|钟头|分钟)',
      either(stops, '\\d+\\s*(?:hours?|minutes?|h|min)\\b'),
      either(losing, '\\b(?:hours?|minutes?|how\\s+long)\\b'),
      '\\btime\\s+(?:down|idle)\\b|\\bdown\\s*了?(?:多[久长]|多少|几个?小时)',
      '\\b(?:time|hour)[\\s-](?:wasters?|losers?|thieves|thief|eaters?|sinks?|killers?)\\b|\\b(?:biggest|worst|top)\\b.*\\b(?:stoppers?|downers?)\\b',
      '(?:几|多少)个?(?:小时|钟头|分钟)(?:是)?(?:在|都)?停',
      '停(?:机|了)*(?:掉|去)?(?:超过?|不到|少于|多于|大于|至少|不止)了?\\d+',
      either(stops, long),
      either(losing, '\\btime\\b'),
      '\\b(?:was|were|has\\s+been|have\\s+been)\\s+(?:down|stopped|idle)\\b',
    ],
    'time',
  ),
  verb(
    'stops',
    [
      ...[
        stop + howOften,
        '[卡堵](?:住|过|了)*(?:几|多少)[次回趟]',
        '停的?(?:回|次|趟)数',
        '(?:几|多少)次停',
        stop + most('多少频勤'),
        `(?:最爱|老是?|总是?|最容易|最常|经常)${stop}`,
        either(stops, often),
      ],
      '停(?:没停)?过(?!几|多)|有没有停|停没停|停停(?:开开|走走|转转)|走走停停|开开停停|\\bstop[\\s-](?:and[\\s-])?(?:go|start)\\b',
    ],
    'time',
  ),
  verb('scrap_quantity', [
    scrapped + howMany,
    `${scrapped}百分之(?:多少|几)`,
    scrapped + most('多少凶狠'),
    either(scraps, many),
    either(scraps, cash),
    either(scrapped, '(?:钱|金额|成本)'),
  ]),
  verb(
    'on_time_delivery',
    [
      '守(?:不住|得住)?交[期货]|交期.{0,4}守',
      '\\b(?:keeping|kept|meeting|met|held)\\s+(?:(?:its|their|the|our|most|more)\\s+)*(?:delivery|order|shipping|due)\\s+(?:dates?|promises?|commitments?)',
      '最不?(?:准时|按时|按期|守时)|(?:准时|按时|按期)最|\\b(?:least|most|worst|best)\\b.*\\b(?:punctual|on[\\s-]time|reliable)\\b',
    ],
    'orders',
  ),
  verb(
    'supplier_on_time',
    [
      '(?:交|送|供|到|来)(?:货|料)?(?:得|的|上)?最不?(?:准时|按时|及时|准点)',
      '[交送供][货料]?得|[交送供到来][货料](?:更|最|比较)?准|(?:准时|按时|及时|守时|准点|准不准)(?:率|吗)?|最?(?:拖拉|拖(?!.{0,3}后腿)|晚|迟)|(?:交[付货期]?|[送供]货|来料|到货|供应)(?:做|得|的|上)*最?(?:差|好|烂|糟|拉|稳|靠谱|不(?:行|靠谱|稳定?))|最?不?靠谱|\\bon[\\s-]time(?:\\s+rate)?|\\b(?:un)?reliable\\b|\\b(?:un)?punctual(?:ity)?\\b|\\blatest\\b|\\b(?:punctual|reliable|late|deliver(?:y|ies|s|ed|ing)?|let(?:s|ting)?\\s+(?:us|me|everyone)\\s+down|disappoint\\w*|trust\\w*|dependable|tard(?:y|iest)|slow(?:est)?|keep(?:s|ing)?\\s+(?:their|its)\\s+(?:word|promises?|dates?))\\b|守信|靠不靠谱|[靠守]|放鸽子|掉链子|误(?:事|期|点)|爽约',
    ],
    'supplier',
  ),
  verb(
    'supplier_on_time',
    [
      '到(?:货|料|得)?.{0,6}(?:准时|及时|按时)|(?:准时|及时|按时)到',
      '\\barriv\\w*\\b.*\\b(?:on\\s+time|in\\s+time|punctual\\w*)\\b',
    ],
    'material',
  ),
  verb(
    'on_time_delivery',
    [
      '交[付货期](?:做|得|的|上)*最?(?:差|好|烂|糟|拉|稳|不(?:行|靠谱|稳定?))',
      either('\\bdeliver\\w*\\b', '\\bon[\\s-]time\\b'),
      '\\bdeliver(?:y|ed|s|ing)?\\s+(?:any\\s+|much\\s+)?(?:better|worse|best|worst)\\b',
    ],
    'no orders',
  ),
  verb('setup_ratio', [
    '换[型线模产](?:时间)?.{0,3}(?:占|费|花|耗|用)(?:了|掉|的)?.{0,3}(?:多少|比例|最|时间)|换[型线模产](?:时间)?最(?:多|久|长|费)',
    either(
      '\\b(?:change-?\\s?overs?|set-?\\s?ups?)\\b',
      '\\b(?:share|most|largest|biggest|percent(?:age)?|proportion|fraction|how\\s+much)\\b',
    ),
  ]),
  verb('on_time_delivery', [
    '(?:百分之|几成|多大比例).*(?:准时|按时|按期|如期)',
    `(?:准时|按时|按期|如期|准点).*(?:占|比例|率|百分|几成)|(?:交货|交付|交期).{0,3}(?:准不准|准时吗)|交[货付].{0,8}不(?:准时|按时|按期)`,
    '\\b(?:share|percent(?:age)?|proportion|%|how\\s+(?:punctual|reliable|reliably))(?!\\w).*\\b(?:on\\s+time|in\\s+time|orders|punctual\\w*)\\b',
    '\\bhow\\s+(?:punctual|reliabl[ey])\\b',
  ]),
  verb('energy_per_piece', [
    '最?(?:省|费|耗)电',
    '\\b(?:us(?:es?|ing)|eats?|burns?|draws?|takes?|needs?|consumes?)\\s+(?:up\\s+)?(?:the\\s+)?(?:more|most|less|least|fewest)\\s+(?:power|energy|electricity|juice)(?:\\s+(?:per|a|for\\s+each)\\s+(?:piece|part|unit|bottle|board|jar|case))?\\b',
    '(?:每|单)[件个瓶块只片].{0,3}(?:耗|用|费|吃)(?:了|掉)?(?:多少)?电|单耗|(?:最|更)(?:能|会)?(?:[费吃耗]电|耗能)|电老虎',
    '\\b(?:power|energy|electricity|juice|kwh)\\s+(?:used\\s+)?(?:per|for\\s+(?:each|every)|a)\\s+(?:piece|part|unit|bottle|board|good\\s+\\w+)\\b|\\b(?:power|energy)\\s+(?:hogs?|guzzl\\w+|hungry|wasters?)\\b',
    '[费耗用吃](?:了|掉)?(?:多少|几)?度?电|耗能|(?:几|多少)度电|度电',
    '\\b(?:eat|burn|draw|suck|guzzl|drink|gobbl|chew)(?:e?s|ing|e)?\\b.*\\b(?:power|energy|electricity|juice|kwh|current)\\b',
    '\\b(?:power|energy)[\\s-]hungry\\b|\\benergy\\s+consumers?\\b',
    '\\b(?:uses?|used|consumes?|consumed|consumption|take|takes)\\b.*\\b(?:energy|power|electricity)\\b|\\b(?:energy|power|electricity)\\b.*\\b(?:used?|takes?|consum\\w+)\\b',
  ]),
  verb(
    'wip',
    ['\\bunfinished\\s+(?:stuff|goods|parts|pieces|boards|products|work)\\b'],
    'no orders',
  ),
  verb('schedule_adherence', [
    '(?:排程|计划)的?(?:遵守|执行)|\\b(?:st[iu]ck|stuck|keep|kept|adher\\w+)\\s+to\\s+(?:the\\s+|its\\s+|our\\s+|their\\s+)?schedule',
    '排程.{0,6}(?:遵守|执行)',
  ]),
  verb(
    'output',
    [
      '\\b(?:good|finished)\\s+ones\\b',
      '[干做产](?:出来?)?的最?(?:[多少](?!少)|更多)',
      '出不(?:了|来|出)来?[活货](?!架|口|单)',
      '好的?(?:板子?|瓶子?|件|货|产品|零件)(?:有|共|是)*(?:多少|几)',
      `[打灌装印贴焊包码磨铣车洗](?:了|出来?)*(?:多少|几)${zhUnit}|(?:出[活货]|下来)了?(?:多少|几)`,
      `[多少]${make}了|${make}(?:了|出来?)*${howMany}|${make}${most('多少')}|(?:多少|几)${zhUnit}`,
      `${either(makes, many)}|\\b(?:make|made|makes|making)\\s+(?:more|less|fewer|most|least)\\b`,
      `\\b(?:good\\s+)?(?:qty|quantity)\\b|\\bhow\\s+many\\s+(?:good\\s+|finished\\s+)?${enUnit}\\b|\\b${enUnit}[\\s-]wise\\b|\\bgood\\s+${enUnit}\\b|\\b${enUnit}\\b.*\\bout\\s+of\\b`,
    ],
    'no orders',
  ),
  verb(
    'output',
    [
      '多少|几[个件箱瓶块根]|[做产出干造]了',
      '\\b(?:number\\s+of|how\\s+many|made|built|produced|packed)\\b',
    ],
    'product',
  ),
  verb(
    'output',
    [
      `^\\W*(?:the\\s+)?(?:number\\s+of\\s+)?${enUnit}\\b`,
      '\\bcounts?\\b|\\bproduc(?:e|ed|es|ing)\\b|\\bhow\\s+many\\s+(?:did|have|has|does)\\b',
    ],
    'no orders, a time',
  ),
]

export const spokenVerbs = verbs.map(({ said }) => said)

/** Those that leave nothing between their words: all that they match is read. */
export const wholeVerbs = verbs.flatMap(({ whole }) => (whole === null ? [] : [whole]))
