import { useLanguage } from '../app/language.tsx'

const en = {
  heading: 'Let an AI client in?',
  asks: 'asks to use Jidoka for you.',
  as: 'It acts as',
  back: 'It goes back to',
  here: 'a program on this computer',
  named: 'The name is what it calls itself. Only go on if you started this yourself a moment ago.',
  read: 'Read',
  readHint: 'Figures, machines, orders, tickets and documents that you may see.',
  propose: 'File proposals',
  proposeHint: 'Each waits in the inbox for a person. You can take this away here.',
  never: 'It can approve nothing, whatever it says.',
  allow: 'Let it in',
  refuse: 'No',
  leaving: 'Going back to the AI client. You can close this page.',
}
const zh: typeof en = {
  heading: '允许 AI 客户端接入？',
  asks: '请求代您使用 Jidoka。',
  as: '代表',
  back: '返回到',
  here: '本机上的程序',
  named: '名称是它自己报的。只有您刚刚亲自发起了连接，才可以继续。',
  read: '读取',
  readHint: '您可以查看的指标、设备、订单、工单和文档。',
  propose: '提交提案',
  proposeHint: '每一项都在收件箱里等人审批。您可以在这里取消这一项。',
  never: '无论它说什么，它都不能审批。',
  allow: '允许接入',
  refuse: '不允许',
  leaving: '正在返回 AI 客户端，可以关闭此页。',
}

export const useConnectWords = (): typeof en => (useLanguage().language === 'zh' ? zh : en)
