import type { ServerDeps } from '../deps.ts'
import type { Adapter, ChannelName } from './contract.ts'

/** What the work of channels needs. */
export type ChannelDeps = Pick<
  ServerDeps,
  | ('db' | 'clock' | 'newId' | 'log' | 'baseUrl' | 'wakes')
  | ('ask' | 'telemetry' | 'tools' | 'routeOf' | 'providers' | 'pictures')
> & {
  adapters: readonly Adapter[]
  /** Cookies of a session for the person of an account, without a password. */
  enter: ServerDeps['auth']['enter']
  /** Something has come, or waits to go out. */
  wakeChannels: () => void
}

export const adapterOf = (
  { adapters }: Pick<ChannelDeps, 'adapters'>,
  channel: ChannelName,
): Adapter | undefined => adapters.find(({ channels }) => channels.includes(channel))

/** Those that this process can send to right now. */
export const readyChannels = ({ adapters }: Pick<ChannelDeps, 'adapters'>): ChannelName[] =>
  adapters.filter(({ ready }) => ready()).flatMap(({ channels }) => channels)
