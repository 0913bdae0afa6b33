import type { Language } from '../../base/language.ts'

type Words = {
  restIsAt: (url: string) => string
  chartIsAt: (url: string) => string
  moreRows: (count: number, url: string) => string
  more: string
  moreFields: (count: number) => string
  pleaseLink: (url: string, minutes: number) => string
  linked: (name: string) => string
  wrongNumber: string
  unlinked: string
  notLinked: string
  answeredPrivately: string
  nobodyMayRead: (url: string) => string
  failed: (why: string) => string
  help: string
  nothingPending: string
  pending: (count: number) => string
  thinking: string
  reading: (tool: string) => string
  suggestions: string[]
  suggestionsTitle: string
  approve: string
  reject: string
  edit: string
  open: string
  openPage: string
  signInToDecide: string
  risk: string
  risks: Record<string, string>
  requestedBy: string
  expires: string
  predicted: string
  tainted: string
  states: Record<string, string>
  outcomes: Record<string, string>
  decided: (name: string, verdict: 'approve' | 'reject') => string
  foldedHead: (count: number) => string
  reason: string
  reasons: Record<string, string>
  send: string
  cancel: string
  rejectTitle: string
  editTitle: string
  whyEdit: string
  homeTitle: string
  result: (title: string, state: string) => string
  inbox: string
}

const en: Words = {
  restIsAt: (url) => `The rest is too long for this chat: ${url}`,
  chartIsAt: (url) => `The chart is at ${url}`,
  moreRows: (count, url) => `${count} more rows: ${url}`,
  more: 'More',
  moreFields: (count) => `${count} more on the page`,
  pleaseLink: (url, minutes) =>
    `I do not know yet who you are. Sign in here within ${minutes} minutes, then send me the six digits that the page shows: ${url}`,
  linked: (name) => `You are linked as ${name}. Ask away, or write "help".`,
  wrongNumber: 'That is not the number of the page. Look again, or ask for a new link.',
  unlinked: 'This account is no longer linked. Nothing more is sent here.',
  notLinked: 'This account is not linked.',
  answeredPrivately: 'Not everybody here may see the whole answer, so I have sent it to you alone.',
  nobodyMayRead: (url) => `Not everybody here may see the answer. It waits for you at ${url}`,
  failed: (why) => `I could not answer: ${why}`,
  help: 'Ask about output, OEE, stops, orders, quality or stock in plain words. "pending" shows what waits for your decision, "unlink" ends the link of this account.',
  nothingPending: 'Nothing waits for your decision.',
  pending: (count) => `${count} wait for your decision:`,
  thinking: 'Reading the data …',
  reading: (tool) => `${tool} …`,
  suggestions: [
    'What was OEE last week, by line?',
    'Which orders are late?',
    'Why did SZ-CNC-03 stop?',
    'What waits for my decision?',
  ],
  suggestionsTitle: 'For example',
  approve: 'Approve',
  reject: 'Reject …',
  edit: 'Edit …',
  open: 'Open in the inbox',
  openPage: 'Open the page',
  signInToDecide: 'High risk: sign in again to decide',
  risk: 'Risk',
  risks: { low: 'low', medium: 'medium', high: 'high' },
  requestedBy: 'Asked by',
  expires: 'Waits until',
  predicted: 'Expected',
  tainted: 'Written after reading texts that strangers could have written. Check it with care.',
  states: {
    pending: 'Waits',
    approved: 'Approved',
    rejected: 'Rejected',
    expired: 'Expired',
    stale: 'Outdated',
    executing: 'Being carried out',
    done: 'Done',
    failed: 'Failed',
    unknown: 'Unclear',
    withdrawn: 'Withdrawn',
    compensated: 'Undone',
  },
  outcomes: {
    approved: 'Approved.',
    waiting_for_second: 'Your approval counts. A second person has to approve as well.',
    rejected: 'Rejected.',
    edited: 'Changed. Others decide about the new version.',
    unchanged: 'Nothing was changed.',
    already_decided: 'It was decided already.',
    other_version: 'It was changed since this card was sent: look at the newest one.',
    expired: 'It has expired.',
    self_approval: 'Whoever asked for it or changed it may not approve it.',
    not_an_approver: 'You may not decide this.',
    delegation_ended: 'The right that you were lent has ended.',
    policy_changed: 'Another rule holds by now: look at the newest version.',
    policy_denies: 'The policy does not allow it.',
    not_found: 'There is no such proposal that you may see.',
    reason_missing: 'A rejection needs a reason.',
    sign_in_again: 'High risk is decided in the inbox, after you have signed in again.',
    other_persons_card: 'This card was sent to somebody else.',
    not_this_card: 'This is not what the card was about.',
  },
  decided: (name, verdict) => `${verdict === 'approve' ? 'Approved' : 'Rejected'} by ${name}`,
  foldedHead: (count) => `${count} messages in one, because many came at once:`,
  reason: 'Reason',
  reasons: {
    not_needed: 'Not needed',
    wrong_time: 'Wrong time',
    wrong_target: 'Wrong machine or order',
    wrong_values: 'Wrong values',
    unsafe: 'Unsafe',
    other: 'Other',
  },
  send: 'Send',
  cancel: 'Cancel',
  rejectTitle: 'Reject',
  editTitle: 'Edit',
  whyEdit: 'Why it is changed',
  homeTitle: 'What waits for you',
  result: (title, state) => `${state}: ${title}`,
  inbox: 'Inbox',
}

const zh: Words = {
  restIsAt: (url) => `内容太长，其余部分见：${url}`,
  chartIsAt: (url) => `图表见：${url}`,
  moreRows: (count, url) => `还有 ${count} 行：${url}`,
  more: '更多',
  moreFields: (count) => `另有 ${count} 项见页面`,
  pleaseLink: (url, minutes) =>
    `我还不知道您是谁。请在 ${minutes} 分钟内打开以下链接登录，再把页面显示的六位数字发给我：${url}`,
  linked: (name) => `已关联为${name}。可以提问了，或发送“帮助”。`,
  wrongNumber: '数字与页面显示的不一致。请再看一遍，或重新获取链接。',
  unlinked: '此账号已取消关联，不再向这里发送消息。',
  notLinked: '此账号没有关联。',
  answeredPrivately: '这里并非所有人都能看到完整回答，已单独发给您。',
  nobodyMayRead: (url) => `这里并非所有人都能看到回答，请到此处查看：${url}`,
  failed: (why) => `无法回答：${why}`,
  help: '可以直接问产量、OEE、停机、订单、质量或库存。发送“待办”查看待您审批的事项，发送“解除关联”取消此账号的关联。',
  nothingPending: '没有待您审批的事项。',
  pending: (count) => `有 ${count} 项待您审批：`,
  thinking: '正在读取数据 …',
  reading: (tool) => `${tool} …`,
  suggestions: ['上周各产线OEE是多少？', '哪些订单延期？', 'SZ-CNC-03为什么停机？', '待办'],
  suggestionsTitle: '例如',
  approve: '批准',
  reject: '驳回…',
  edit: '修改…',
  open: '在收件箱中打开',
  openPage: '打开页面',
  signInToDecide: '高风险：重新登录后审批',
  risk: '风险',
  risks: { low: '低', medium: '中', high: '高' },
  requestedBy: '申请人',
  expires: '有效期至',
  predicted: '预计',
  tainted: '提出前读取了外部人员可写的文字，请仔细核对。',
  states: {
    pending: '待审批',
    approved: '已批准',
    rejected: '已驳回',
    expired: '已过期',
    stale: '已失效',
    executing: '执行中',
    done: '已完成',
    failed: '失败',
    unknown: '结果不明',
    withdrawn: '已撤回',
    compensated: '已撤销',
  },
  outcomes: {
    approved: '已批准。',
    waiting_for_second: '您的批准已记录，还需要另一人批准。',
    rejected: '已驳回。',
    edited: '已修改，由其他人审批新版本。',
    unchanged: '没有变化。',
    already_decided: '此前已有审批结果。',
    other_version: '卡片发出后内容已修改，请查看最新版本。',
    expired: '已过期。',
    self_approval: '申请人或修改人不能自己批准。',
    not_an_approver: '您没有审批权限。',
    delegation_ended: '委托给您的权限已结束。',
    policy_changed: '规则已变更，请查看最新版本。',
    policy_denies: '规则不允许。',
    not_found: '没有您可以查看的此项申请。',
    reason_missing: '驳回需要填写原因。',
    sign_in_again: '高风险事项请在收件箱中重新登录后审批。',
    other_persons_card: '这张卡片是发给其他人的。',
    not_this_card: '与卡片内容不符。',
  },
  decided: (name, verdict) => `${name}${verdict === 'approve' ? '已批准' : '已驳回'}`,
  foldedHead: (count) => `消息较多，${count} 条合并如下：`,
  reason: '原因',
  reasons: {
    not_needed: '不需要',
    wrong_time: '时间不合适',
    wrong_target: '对象不对',
    wrong_values: '数值不对',
    unsafe: '不安全',
    other: '其他',
  },
  send: '提交',
  cancel: '取消',
  rejectTitle: '驳回',
  editTitle: '修改',
  whyEdit: '修改原因',
  homeTitle: '待您审批',
  result: (title, state) => `${state}：${title}`,
  inbox: '收件箱',
}

/** What is said in a chat beside answers; both languages say the same. */
export const words: Record<Language, Words> = { en, zh }
