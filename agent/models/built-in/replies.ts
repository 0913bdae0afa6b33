import type { Language } from '../../../base/language.ts'
import { abstain, askBack, readOutcome } from '../../answer.ts'
import type { Lexicon } from './lexicon/lexicon.ts'
import type { Reading, Unmet } from './reading.ts'

type Slot =
  | ('which' | 'machine' | 'problem' | 'action' | 'metric' | 'rank' | 'site' | 'ticket')
  | Unmet
  | (
      | 'lot'
      | 'material'
      | 'quantity'
      | 'setting'
      | 'date'
      | 'urgency'
      | 'order'
      | 'hours'
      | 'demands'
    )
  | ('worker' | 'until' | 'several' | 'stocked' | 'priority' | 'condition')

const unclearLimits: Record<Language, string> = {
  zh: '没有看懂这个界限:请用该指标自己的单位再说一次(例如:OEE 低于某个百分比的设备)。',
  en: 'I did not understand that limit: say it in the unit of the metric (for example: machines with OEE below some percentage).',
}
export const askAboutLimit = ({ language }: Reading): string => askBack(unclearLimits[language])

const unknownNames: Record<Language, (name: string) => string> = {
  zh: (name) => `没有看懂“${name}”:没有叫这个的,或者您无权查看。请换个说法。您可以查看的工厂:`,
  en: (name) =>
    `I did not understand “${name}”: nothing that you may see is called so. Say it in other words. The sites that you may see:`,
}

const questions: Record<Slot, Record<Language, string>> = {
  which: { zh: '您指的是哪一台?', en: 'Which one do you mean?' },
  machine: {
    zh: '请问是哪台设备?请给出设备编号或名称。',
    en: 'Which machine? Give its id or its name.',
  },
  problem: {
    zh: '请描述问题,作为工单标题(例如:主轴异响)。',
    en: 'What is wrong? It becomes the title of the ticket (for example: spindle noise).',
  },
  ticket: {
    zh: '请问是哪一张工单?请给出工单编号。',
    en: 'Which ticket? Give its id.',
  },
  priority: {
    zh: '要改成什么?请说出状态(关闭、取消、处理中)或优先级(低、中、高、紧急)。',
    en: 'What should become of it? Say a status (closed, cancelled, in progress) or a priority (low, medium, high, urgent).',
  },
  action: {
    zh: '请给出提案编号(action_id)。所有待审批的提案都在收件箱里。',
    en: 'Which proposal? Give its action_id. All that wait for a decision stand in the inbox.',
  },
  metric: { zh: '请问要看哪个指标?', en: 'Which metric?' },
  why: {
    zh: '您要这个数字本身,还是它变化的原因?',
    en: 'Do you want the figure itself, or why it moved?',
  },
  why_listed: {
    zh: '我能列出是哪些,但没有数据说明每一张为什么会这样。要看清单吗?也可以问某条线或某个产品的指标为什么变化。',
    en: 'I can list which ones, but no data tell why each of them is so. Do you want the list? You may also ask why a figure of a line or a product moved.',
  },
  why_orders: {
    zh: '请问是哪张订单?给出订单号,我就说明它卡在哪里、怎样才能按时。要看会延期的订单清单吗?',
    en: 'Which order? Give its number, and I tell what holds it up and what would make it on time. Or do you want the list of orders that will be late?',
  },
  difference: {
    zh: '我能说明一个数字和前一段时间相比为什么变化,不能说明两者之间为什么不同。要看两者的数字对比吗?',
    en: 'I can tell why a figure moved from one time to the next, not why two things differ. Do you want their figures side by side?',
  },
  unit: {
    zh: '没有哪个指标正好是这样计量的,不能用另一个数字代替。请说出要看哪个指标。',
    en: 'The figure that I read is counted in another way, and would be another answer. Which metric do you mean?',
  },
  times: {
    zh: '您还说到另一段时间,我没有看懂它和这个数字的关系。请说出要看哪一段,或要比较哪两段。',
    en: 'You also speak of another time, and I did not see what it is to this figure. Which time do you want, or which two beside each other?',
  },
  objective: {
    zh: '请问新排程以什么为先?可以是:少换型、早完工、交期、少改动现有计划、省电。',
    en: 'What should the new schedule favour? It can be: few change-overs, early completion, due dates, few changes to the plan of now, energy.',
  },
  split: {
    zh: '请问按什么分开?例如:产线、设备、班组、班次、产品、每天。',
    en: 'Split by what? For example: lines, machines, teams, shifts, products, days.',
  },
  rank: {
    zh: '请问要在什么之间排名?例如:产线、设备、班组、产品。',
    en: 'Ranked among what? For example: lines, machines, teams, products.',
  },
  site: { zh: '请问是哪个工厂?', en: 'Which site?' },
  order: { zh: '请问是哪张订单?请给出订单号。', en: 'Which order? Give its number.' },
  hours: {
    zh: '请问要停多久?请给出小时数或天数。',
    en: 'For how long would it be out? Give hours or days.',
  },
  worker: {
    zh: '请问是谁不在?请给出员工编号,并说明到哪天。',
    en: 'Who is away? Give the number of that person, and until when.',
  },
  until: { zh: '请问到哪天为止?请给出日期。', en: 'Until which day? Give a date.' },
  demands: {
    zh: '这里有好几件事,我一次办一件。先说这张工单要写什么(一句话,例如:主轴异响);其余的请随后再说。',
    en: 'These are several things, and I do one at a time. What should the ticket say, in one sentence (for example: spindle noise)? Ask me for the rest after it.',
  },
  several: {
    zh: '这里有好几件事,我一次办一件,什么都还没有提交。请一件一件地说。',
    en: 'These are several things, and I do one at a time: nothing is filed yet. Say them one by one.',
  },
  condition: {
    zh: '这件事有条件,而这里没有人盯着条件,所以什么都还没有提交。条件已经成立的话,直接说要办什么;要在它成立时得到通知,可以让我设一条报警。',
    en: 'That hangs on a condition, and nobody watches it here: nothing is filed. If it holds already, say only what is to be done; to be told when it does, ask me for an alert.',
  },
  urgency: {
    zh: '工单清单不能按优先级筛选,但每张工单都写着优先级。要看全部未关闭的工单吗?',
    en: 'Tickets cannot be listed by their priority, though each one shows it. Do you want all open tickets?',
  },
  lot: { zh: '请问是哪个批次?请给出批次号。', en: 'Which lot? Give its number.' },
  material: {
    zh: '请问要采购哪种物料?请给出名称或编号。我知道的物料:',
    en: 'Which material should be bought? Give its name or id. The materials that I know:',
  },
  stocked: {
    zh: '请问是哪种物料?请给出名称或编号。我知道的物料:',
    en: 'Which material do you mean? Give its name or id. The materials that I know:',
  },
  setting: {
    zh: '请问要调到多少?请在一句话里说出设备、参数、数值和单位。这会成为由人审批的提案,这里不直接动设备。',
    en: 'To which value? Say the machine, the parameter, the value and its unit in one sentence. It becomes a proposal that a person approves: nothing here acts on a machine.',
  },
  quantity: { zh: '请问要采购多少?', en: 'How much of it should be bought?' },
  date: {
    zh: '请问什么时候要到货?请给出日期。',
    en: 'By which day is it needed? Give a date.',
  },
}

/** One question, with the choices where there are some. */
export function askAbout(slot: Slot, reading: Reading, choices: string[] = []): string {
  const { language, ambiguous } = reading
  const known =
    slot === 'which'
      ? (ambiguous?.choices ?? []).map((one) => `${one[language]} (${one.id}, ${one.siteId})`)
      : choices
  const lines = known.map((choice) => `- ${choice}`)
  return askBack([questions[slot][language], ...lines].join('\n'))
}

/** Says which words for a time were not understood, instead of answering for another time. */
export function askAboutTime({ language, unclearTime = '' }: Reading): string {
  const said =
    unclearTime === '' ? '' : language === 'zh' ? `(“${unclearTime}”)` : ` (“${unclearTime}”)`
  return askBack(
    language === 'zh'
      ? `请问是哪段时间${said}?例如:昨天、上周、上个月、十月,或者起止日期。`
      : `Which time do you mean${said}? For example: yesterday, last week, October, or two dates.`,
  )
}

export const notYet = ({ language }: Reading): string =>
  abstain(
    'future',
    language === 'zh'
      ? '这段时间还没有到,没有数据可查。'
      : 'That time is still to come: there are no data of it.',
  )

/** Says which words it can't hold to, instead of an answer that leaves them out. */
export const askWithout = (said: string, language: Language): string =>
  askBack(
    language === 'zh'
      ? `“${said}”在这里用不上:查到的内容不能按它来说,忽略它就会答非所问。请去掉它,或者换个问法。`
      : `I can't hold to “${said}” here: what I would look up is not told by it, and without it the answer would be to another question. Leave it out, or ask in another way.`,
  )

/** Half an answer says which half it is. */
export function askAboutLost(told: string, { lost, language }: Reading): string {
  const left =
    language === 'zh'
      ? `“${lost}”上面既没有回答,也没有照做。请单独再说一次,或换个说法。`
      : `“${lost}” is neither answered nor done above. Say it on its own, or in other words.`
  return askBack(`${readOutcome(told).answer}\n\n${left}`)
}

/** Names what nothing bears, instead of an answer about something else. */
export function askAboutUnknown(name: string, { entries }: Lexicon, language: Language): string {
  const sites = entries.filter(({ kind }) => kind === 'site')
  const lines = sites.map((site) => `- ${site[language]}`)
  return askBack([unknownNames[language](name), ...lines].join('\n'))
}

const abilities = (machine: Record<Language, string>): Record<Language, string[]> => ({
  zh: [
    '指标:“上周各条线的 OEE”“最近哪个班组产量最低?”“为什么上周 OEE 下降?”',
    `设备:“${machine.zh}为什么停机?”“哪些机器停着?”`,
    '文档:“怎么更换主轴轴承?”(附出处)',
    '工单与订单:“哪些订单会延期?”“本月有多少张纠正性维修工单?”',
    `提案(由人审批后才生效):“给${machine.zh}开一张维修工单:主轴异响”“重新排程”`,
  ],
  en: [
    'Figures: “OEE last week, by line”, “Which team had the lowest output recently?”, “Why did OEE drop last week?”',
    `Machines: “Why is ${machine.en} down?”, “Which machines are down?”`,
    'Documents: “How do I replace a spindle bearing?” (with the source)',
    'Tickets and orders: “Which orders are late?”, “How many corrective work orders this month?”',
    `Proposals, which a person must approve: “Open a ticket for ${machine.en}: spindle noise”, “Reschedule”`,
  ],
})

/** A machine of the reader's own: of an empty plant no number may be spoken of. */
function list(language: Language, { entries }: Lexicon): string {
  const own = entries.find(({ kind, level }) => kind === 'equipment' && level === 'machine')
  const machine = own ? { zh: own.zh, en: own.en } : { zh: '这台设备', en: 'this machine' }
  return abilities(machine)
    [language].map((ability) => `- ${ability}`)
    .join('\n')
}

function metricNames(language: Language, { entries }: Lexicon): string {
  const names = entries.filter(({ kind }) => kind === 'metric').map((entry) => entry[language])
  if (names.length === 0) return ''
  return language === 'zh'
    ? `\n可查的指标:${names.join('、')}。`
    : `\nMetrics: ${names.join(', ')}.`
}

export const helpText = (language: Language, lexicon: Lexicon): string =>
  (language === 'zh' ? '我可以回答这些问题:\n' : 'You can ask me, for example:\n') +
  list(language, lexicon) +
  metricNames(language, lexicon)

/** A greeting is met by what can be asked. */
export const smallTalkReply = ({ smallTalk, language }: Reading): string | undefined => {
  if (smallTalk === 'thanks')
    return language === 'zh' ? '好的,随时可以再问我。' : 'All right. Ask me whenever you like.'
  return smallTalk === 'complaint' ? askBack(sayOtherwise[language]) : undefined
}
const sayOtherwise: Record<Language, string> = {
  zh: '请说说哪里不对:要看哪个指标、哪台设备、哪段时间或哪份文档?也可以点上一个回答里“我理解为”的部分来更正。',
  en: 'Tell me what should be otherwise: which figure, machine, time or document do you mean? You may also correct how the last question was read by a click on it.',
}

const inOneLine: Record<Language, string> = {
  zh: '我能查指标、设备状态、工单、订单和文档,也能提交由人审批的提案。问“你能做什么”可以看例子。',
  en: 'I can look up figures, machines, tickets, orders and documents, and file proposals that a person approves. Ask “what can you do” for examples.',
}

/** Why a question is not answered, and what could be asked instead. */
export function outsideText({ language, commands, decides }: Reading): string {
  const why = decides ? onlyPeople : commands ? runsNoMachine : noTool
  return abstain('outside', [why[language], inOneLine[language]].join('\n'))
}

const noTool: Record<Language, string> = {
  zh: '这个问题我没有数据或工具可以回答。',
  en: 'I have no data or tool for this question.',
}
/** Whoever wanted a machine stopped must not think that it was. */
const runsNoMachine: Record<Language, string> = {
  zh: '我不能操作设备,什么都没有停,也没有启动。请在设备上操作或找班长。',
  en: 'I do not run machines: nothing was stopped or started. Act at the machine, or ask the shift lead.',
}
const onlyPeople: Record<Language, string> = {
  zh: '我不能批准或驳回,什么都没有改变:只有有权限的人能决定,请本人在收件箱里,或在聊天里的提案卡片上操作。',
  en: 'I decide nothing, and nothing was changed: only a person with the right to it decides, in the inbox or on the card of the proposal in the chat.',
}
