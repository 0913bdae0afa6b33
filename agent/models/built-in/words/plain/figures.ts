import type { Rewrite } from './rewrite.ts'

/** What figures, records and rows are called by those who talk. */
export const figures: Rewrite[] = [
  [/\b(scrap|rework)\s*(?:\$+|¥+|money|cash)(?=\s|$|[?.,])/giu, ([, one]) => `${one} cost`],
  [
    /\b(scrap|rework)s?\s+(?:the\s+)?(most|least),?\s+by\s+(?:rate|ratio|percentage|percent)\b/giu,
    ([, one, end]) => `has the ${/most/iu.test(end ?? '') ? 'highest' : 'lowest'} ${one} rate`,
  ],
  [
    /\bfor\s+(?:the\s+)?orders\s+due\b(?=[^?]*(?:month|week|quarter|[a-z]+ber|january|february|march|april|may|june|july|august))/giu,
    () => 'for',
  ],
  [/到期的?订单的?(?=计划|按期|准时|达成)/gu, () => ''],
  // `scrap in October? Scrap ratio is fine.`
  [
    /\b(scrap|rework)\b(?!\s+(?:ratio|rate|cost|quantity))(.*[?.])\s*\1\s+(ratio|rate|cost|quantity)\s+(?:is\s+fine|is\s+enough|will\s+do|please)\W*$/giu,
    ([, one, rest, kind]) => `${one} ${kind}${rest}`,
  ],
  [/\bhealth\s+check\b/giu, () => 'machine health'],
  [/健康检查/gu, () => '健康状况'],
  [/^\s*(?:please\s+)?project\s+(?:the\s+)?stock\b/giu, () => 'stock projection'],
  [
    /\bbut\s+(?:by\s+)?(machine|line|team|shift|product|day|week)s?\s+instead\s+of\s+\w+/giu,
    ([, row]) => `by ${row}`,
  ],
  // `scrap + rework rate`, `scrap - not the rate, the count -`.
  [
    /\b(scrap|rework)\s*\+\s*(scrap|rework)\s+rates?\b/giu,
    ([, one, other]) => `${one} rate and ${other} rate`,
  ],
  [
    /[\s,–—-]+not\s+(?:the\s+)?(?:rate|ratio|percentage|percent),?\s+(?:but\s+)?(?:the\s+)?(count|number|quantity|amount|pieces)\b[\s,–—-]*/giu,
    ([, count]) => ` ${count} `,
  ],
  // `how many pieces a day on average`.
  [
    /\ban?\s+(day|week|month|shift|hour)\b(?=[^?]*\baverage\b)|(?<=\baverage\b[^?]*)\ba\s+(day|week|month|shift|hour)\b/giu,
    ([, one, other]) => `per ${one ?? other}`,
  ],
  [/(?<![A-Za-z])PK(?![A-Za-z])(?:一[下把])?/gu, () => '对比一下'],
  [/拆到(?:单机|单台|每台|机台)|按单机/gu, () => '按机器'],
  [/早中[夜晚](?:三个)?班(?=.{0,6}(?:分别|各))/gu, () => '各个班次'],
  [/咋(?=走)/gu, () => '怎么'],
  [/\b(suppliers?|vendors?)\s+for\s+(?:on-time\s+)?deliver(?:y|ies)\b/giu, ([, who]) => `${who}`],
  // `of the 4 lathes, which one`.
  [
    /\b(of|among)\s+(?:the|our)\s+(?:\d|two|three|four|five|six|seven|eight|nine|ten)\s+(?=[a-z]+s\b)/giu,
    ([, of]) => `${of} the `,
  ],
  // `how long does it take to get filler 1 going again`: to repair it.
  [
    /\b(how\s+long\b[^?]*\b)(?:to\s+)?get\s+([^?]{1,30}?)\s+(?:going|running|up|back\s+up|back)\s+again(?:\s+after\s+(?:a|each|every)\s+(?:failure|breakdown|stop))?/giu,
    ([, ahead, what]) => `${ahead}to repair ${what}`,
  ],
  // `其他班组也列出来`: all of them, that one among them.
  [
    /^其[他余](班组|班次|机器|设备|产线|线|产品|工厂|供应商|物料)(?:也|都)?(?:呢|一[起并])?(?:[列看给报说][^,,。]{0,6})?$/gu,
    ([, row]) => `各${row}呢`,
  ],
  [/\b(more|less)\s+done\b/giu, ([, more]) => `${more} output`],
  [/(?:怎么|咋)(?:按天|一天天)变的?/gu, () => '每天的变化'],
  [/[((]\s*\d+[次个件]?\s*不算\s*[))]/gu, () => ''],
  [
    /\bas\s+(?:a|an)\s+(hourly|daily|weekly|monthly)\s+(?:series|chart|line|curve)\b/giu,
    ([, step]) => `${step}`,
  ],
  // `which machine has racked up the most tickets`.
  [
    /\b(?:collected|gathered|accumulated|(?:racked|piled|clocked|run|notched)\s+up|logged|received)\s+(?=the\s+(?:most|fewest|least|highest|lowest)\b)/giu,
    () => '',
  ],
  [/动手(?=[修换]|处理|保养)/gu, () => ''],
  // `VIB` is a failure code.
  [/\b[Vv]ibs?\b/gu, () => 'vibration'],
  [/\bquantity\s+scrapped\b/giu, () => 'scrap quantity'],
  [/停机(?=停了?(?:几|多少)[次回])/gu, () => ''],
  [/\bper-(?=[a-z])/giu, () => 'per '],
  [/\bstop\s*(?=次数)/giu, () => '停机'],
  // `losing more time to stops`: how long they lasted, not how many there were.
  [
    /\b(?:los(?:e|es|t|ing))\s+(?:the\s+)?(more|most|less|least)\s+time\s+(?:to|on|through|by)\s+stop(?:s|pages?)\b/giu,
    ([, most]) => `with the ${most} downtime`,
  ],
  [
    /\bwhat(?:'s|s|\s+is)\s+(?!(?:the|our|its|a)\s)(\S+)\s+mean\b/giu,
    ([, what]) => `what does ${what} mean`,
  ],
  [/\b(?:on|to)\s+schedule\b(?!\s+(?:a|the|production|orders))/giu, () => 'on time'],
  [/\bwhat(?:'s|s|\s+is)\s+making\b/giu, () => 'what is causing'],
  [/\b(?:stop|downtime|loss)?\s*reason\s+codes?\b/giu, () => ' reasons'],
  [/\bin\s+(?:the\s+)?order\s+of\b/giu, () => 'ranked by'],
  // Nothing was produced by what made a machine stop.
  [/\bwhat\s+ma(?:de|kes)\b/giu, () => 'what caused'],
  // `failure-prone` is prone to failures.
  [/([a-z])-(?=(?:prone|related|wise)\b)/giu, ([, before]) => `${before} `],
  // `break it down by line` is no breakdown.
  [
    /\bbreak\s+(?:it|this|that|them|these|those)\s+down\b|^break\s+down\b|\bbr(?:eak|oken)\s+(?:it\s+)?(?:down|out|up)(?=\s+(?:by|per|into|for\s+each)\b)/giu,
    () => 'split',
  ],
  // Whoever is let down does not stand still.
  [/\blet(?:s|ting)?\s+((?:\w+\s+)?)down\b/giu, ([, whom]) => `disappoint ${whom}`],
  // `the lowest-output product`: the end and the figure are two words.
  [/\b(\w{3,}est|most|best|worst|top|bottom)-(?=[a-z])/giu, ([, end]) => `${end} `],
]
