/** Words of the pages about chat accounts. `words-zh.ts` has the same shape. */
export const en = {
  chats: {
    heading: 'Chat accounts',
    lead: 'Where you may ask and decide from your phone. Each account acts with your rights.',
    none: 'No account is linked. Write to Jidoka in Slack or WeCom: it answers with a link.',
    since: 'since',
    end: 'End this link',
    ended: 'The link is ended.',
    unsure: 'It is not clear whether that worked. Look again.',
  },
  link: {
    heading: 'Link a chat account',
    lead: 'From then on, whoever writes from that account acts as you. Only go on if you asked for this link yourself.',
    open: 'It is my account: show the number',
    number: 'Send this number to Jidoka from the account itself:',
    account: 'Account',
    within:
      'It holds for ten minutes and only from that account. Nobody else needs it: never tell it to anybody.',
    refused: {
      expired: 'This link has expired. Write to Jidoka again to get another one.',
      used: 'This link was used already. Write to Jidoka again to get another one.',
      not_found: 'There is no such link. Write to Jidoka to get one.',
    } as Record<string, string>,
  },
  providers: { slack: 'Slack', wecom: 'WeCom' } as Record<string, string>,
}

export type ChannelWords = typeof en
