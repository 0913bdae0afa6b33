import type { Rewrite } from './rewrite.ts'

/** A short form or a common slip, and what it stands for. */
const short = new Map(
  `
  2day today, 2moro tomorrow, atm at the moment, avg average, b4 before, befor before,
  betta better, bettr better, brakedown breakdown, brakedowns breakdowns, brkdn breakdown,
  brkdns breakdowns, chk check, chnage change, def definition, dt downtime, dys days,
  eqpt equipment, gimme give me, howcome how come, hows how is, hr hour, hrly hourly, hrs hours,
  hte the, hw how, lastmonth last month, lastweek last week, lst last, maint maintenance,
  matl material, mins minutes, mnay many, mnth month, mo month, mor more, mornin morning,
  mos months, mounth month, mth month, mthly monthly, mths months, nite night, opend opened,
  pct percent, perf performance, pls please, pr per, prev previous, prod production, qtr quarter,
  qty quantity, rite right, sched schedule, sept september, stoped stopped, taht that,
  tday today, tdy today, teh the, temp temperature, temps temperatures, thier their, thx thanks,
  til till, tix tickets, tkt ticket, tonite tonight, util utilization, w with, waht what,
  wanna want to, wat what, wats what is, wen when, whats what is, whcih which, wheres where is,
  whos who is, wich which, wk week, wkend weekend, wkly weekly, wks weeks, wot what,
  wots what is, wrose worse, yda yesterday, yest yesterday, yr year, ystd yesterday
`
    .trim()
    .split(/,\s*/u)
    .map((one) => {
      const at = one.indexOf(' ')
      return [one.slice(0, at), one.slice(at + 1)] as const
    }),
)

/** Slips, short forms and words of a dialect. */
export const slips: Rewrite[] = [
  [
    /(?<=\ball\s+(?:of\s+)?(?:the\s+|our\s+)?)(?:3|three)\s+(?=(?:plants|sites|factories)\b)/giu,
    () => '',
  ],
  [
    /(在(?:做|干|跑|生产|加工)的?(?:是)?)(?:哪一?[张个]|什么)(?:工单|任务单)/gu,
    ([, doing]) => `${doing}什么产品`,
  ],
  [/\bsame\s+4\s+/giu, () => 'same for '],
  [/报过(?:什么|啥)警没?有?/gu, () => '有什么报警'],
  [/[两三四五六几]家(?=分别|各)/gu, () => '各供应商'],
  // `grinder 1s availability`.
  [
    /\b((?!(?:last|past|next|every|each|than|over|under|within|in|for|at|by|to)\b)[a-z]{2,}[\s-]?\d{1,2})s(?=\s+[a-z])/giu,
    ([, name]) => `${name}'s`,
  ],
  // `prev maint`: before the work it is what prevents.
  [/\b(?:prev|pm)\.?\s+maint(?:enance)?\b/giu, () => 'preventive maintenance'],
  [/\bby\s+prod\b/giu, () => 'by product'],
  [/\b(?:approx\.?|roughly|ballpark)\s+(?=[a-z])/giu, () => ''],
  // `capper no. 1` ranks nothing.
  [/(?<=\b(?!(?:the|our|their|my|is|are|was|as|by|with)\s)[a-z]+\s)no\.?\s*(?=\d)/giu, () => ''],
  // A verb, where it begins what is asked for.
  [
    /(?<=(?:^\W*|\b(?:please|kindly|and|to)\s+))state\s+(?=the\b|what\b|how\b)/giu,
    () => 'tell me ',
  ],
  // `tickets 4 the printer`, `start 2 finish`, `停机停了几次`.
  [
    /(?<=\b(?:tickets?|orders?|figures?|numbers?|oee|output|scrap|report|list|stops?|downtime|ready|need|look(?:ing)?|fpy|mtbf|mttr|yield|rate|cost|ratio)\s)4(?=\s+[a-z])/giu,
    () => 'for',
  ],
  [/(?<=\b(?:start|compared|due|back|want|need)\s)2(?=\s+[a-z])/giu, () => 'to'],
  // How people of the south ask: `废了好多件`, `琴日出咗几多货`.
  [
    /(?<=[了过废做产出停坏修]了?)好多(?=[件个瓶箱块台次回货]|[哦嘛咯哟喔啊]?[\s??。!!]*$)/gu,
    () => '多少',
  ],
  [/斑组/gu, () => '班组'],
  [/咗/gu, () => '了'],
  [/几多/gu, () => '多少'],
  // Slips that are words of their own.
  [
    /\b(more|less|fewer|higher|lower|longer|shorter|better|worse|greater)\s+then\b(?=\s+\S)/giu,
    ([, than]) => `${than} than`,
  ],
  [/(?<=[a-z0-9]\s)n(?=\s[a-z\d])/giu, () => 'and'],
  [/^y(?=\s+(?:did|does|do|is|was|are|were|has|have)\b)/giu, () => 'why'],
  [/(?<=\b(?:know|me|tell|understand)\s+)y(?=\s+[a-z])/giu, () => 'why'],
  [
    /[两二三四五]个?(?:工?厂|基地)(?:全部?|都)?(?:[合加](?:在一)?起来?|合计|加总)的?/gu,
    () => '总的',
  ],
  [/俩个?|两个?俩/gu, () => '两个'],
  [/仨个?/gu, () => '三个'],
  [/\s&\s/gu, () => ' and '],
  [
    new RegExp(`\\b(?:${[...short.keys()].join('|')})\\b`, 'giu'),
    ([word = '']) => short.get(word.toLowerCase()) ?? word,
  ],
]
