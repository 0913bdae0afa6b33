import type { Rewrite } from './rewrite.ts'

const abbreviations: Record<string, string> = {
  ...{ wk: 'week', wks: 'weeks', mth: 'month', mths: 'months', qtr: 'quarter', yr: 'year' },
  ...{
    hr: 'hour',
    hrs: 'hours',
    prev: 'previous',
    avg: 'average',
    lst: 'last',
    tkt: 'ticket',
    chk: 'check',
  },
  ...{ pct: 'percent', atm: 'at the moment', mins: 'minutes', gimme: 'give me', wanna: 'want to' },
  ...{
    sept: 'september',
    prod: 'production',
    pls: 'please',
    wots: 'what is',
    wot: 'what',
    wat: 'what',
    whats: 'what is',
    hows: 'how is',
  },
  ...{
    wich: 'which',
    hw: 'how',
    pr: 'per',
    howcome: 'how come',
    nite: 'night',
    til: 'till',
    def: 'definition',
    perf: 'performance',
    lastweek: 'last week',
    lastmonth: 'last month',
    stoped: 'stopped',
    whcih: 'which',
    wats: 'what is',
    waht: 'what',
    teh: 'the',
    hte: 'the',
    rite: 'right',
    thier: 'their',
    mor: 'more',
    wen: 'when',
    taht: 'that',
    mounth: 'month',
    bettr: 'better',
    mnth: 'month',
    betta: 'better',
    wrose: 'worse',
  },
  ...{
    dys: 'days',
    chnage: 'change',
    mornin: 'morning',
    tonite: 'tonight',
    brakedown: 'breakdown',
    opend: 'opened',
    mnay: 'many',
    befor: 'before',
    brakedowns: 'breakdowns',
  },
  ...{
    ystd: 'yesterday',
    yest: 'yesterday',
    tdy: 'today',
    tday: 'today',
    b4: 'before',
    thx: 'thanks',
    w: 'with',
  },
  ...{
    yda: 'yesterday',
    '2day': 'today',
    '2moro': 'tomorrow',
    mo: 'month',
    mos: 'months',
    whos: 'who is',
  },
  ...{
    wheres: 'where is',
    hrly: 'hourly',
    wkly: 'weekly',
    mthly: 'monthly',
    wkend: 'weekend',
    mnth: 'month',
  },
}

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
  [
    /[两二三四五]个?(?:工?厂|基地)(?:全部?|都)?(?:[合加](?:在一)?起来?|合计|加总)的?/gu,
    () => '总的',
  ],
  [/俩个?|两个?俩/gu, () => '两个'],
  [/仨个?/gu, () => '三个'],
  [/\s&\s/gu, () => ' and '],
  [
    new RegExp(`\\b(?:${Object.keys(abbreviations).join('|')})\\b`, 'giu'),
    ([word = '']) => abbreviations[word.toLowerCase()] ?? word,
  ],
]
