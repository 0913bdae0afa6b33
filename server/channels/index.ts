export type { Card, Outbound } from './contract.ts'
export { linksOf, openLink, revokeLink } from './links.ts'
export { sendToPerson, type ToPerson } from './send-to-person.ts'
export { type Channels, openChannels } from './start.ts'
