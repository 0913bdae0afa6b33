import type { ChannelWords } from './words-en.ts'

export const zh: ChannelWords = {
  chats: {
    heading: '聊天账号',
    lead: '您可以在手机上提问和审批的地方。每个账号都以您的权限行事。',
    none: '没有关联的账号。在企业微信或 Slack 中给 Jidoka 发消息，它会回复一个链接。',
    since: '关联于',
    end: '取消关联',
    ended: '已取消关联。',
    unsure: '不确定是否成功，请再看一遍。',
  },
  link: {
    heading: '关联聊天账号',
    lead: '关联后，从该账号发出的消息即代表您。只有您自己索取了此链接才可以继续。',
    open: '这是我的账号，显示数字',
    number: '请用该账号把这个数字发给 Jidoka：',
    account: '账号',
    within: '十分钟内有效，且只能由该账号发送。其他人不需要它，请勿告诉任何人。',
    refused: {
      expired: '此链接已过期。请再给 Jidoka 发一条消息获取新链接。',
      used: '此链接已被使用。请再给 Jidoka 发一条消息获取新链接。',
      not_found: '没有这个链接。请给 Jidoka 发一条消息获取链接。',
    },
  },
  providers: { slack: 'Slack', wecom: '企业微信' },
}
