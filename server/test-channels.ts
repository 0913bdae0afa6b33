/** What the journeys of chat systems need of the parts behind the face. */
export { principalOf } from './auth/index.ts'
export type { Provider } from './channels/contract.ts'
export { openChannels, sendToPerson } from './channels/index.ts'
export { keepConnected } from './channels/keep-connected.ts'
export { fitting } from './channels/plan.ts'
export { proposalCard } from './channels/proposal-card.ts'
export { plain } from './channels/rich-text.ts'
export { alertText } from './channels/send-alert.ts'
export type { ChannelsConfig } from './channels/settings.ts'
export { slackAdapter } from './channels/slack/adapter.ts'
export {
  readInteraction,
  readSlackEvent,
  readSlashCommand,
} from './channels/slack/read-event.ts'
export { blocksOf, cardBlocks } from './channels/slack/render.ts'
export { inertText, wecomAppAdapter } from './channels/wecom/app.ts'
export { botSocket } from './channels/wecom/bot-socket.ts'
export { templateCard } from './channels/wecom/card.ts'
export { encryptFor, openSealed, signatureOf } from './channels/wecom/crypto.ts'
export { readWecomCallback } from './channels/wecom/read-event.ts'
export { readBotFrame } from './channels/wecom/read-frame.ts'
export type { Deps, Turn } from './deps.ts'
export { createLog } from './log.ts'
export { reportsByMail, smtpSender } from './mail/index.ts'
export type { MailConfig } from './mail/settings.ts'
export { openPictures } from './render/index.ts'
export { secret } from './secret.ts'
