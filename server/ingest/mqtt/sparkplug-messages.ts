import type { Signal } from '../signals/signal.ts'
import type { Payload } from './sparkplug-payload.ts'

export type MessageType = 'NBIRTH' | 'DBIRTH' | 'NDATA' | 'DDATA' | 'NDEATH' | 'DDEATH'

/** A message of an edge node. `token` finds its way back to whoever must acknowledge it. */
export type Message<Token> = {
  type: MessageType
  group: string
  node: string
  device: string | null
  payload: Payload
  receivedAt: Date
  token: Token
}

/** What a message means, once its aliases are known. */
export type Understood<Token> = {
  token: Token
  signals: Signal[]
  /** Addresses that begin so are gone since the instant. */
  lost: { prefix: string; at: Date } | null
  /** Metrics that no birth ever named. */
  nameless: { address: string; reason: string }[]
  /** What must be known again after a restart: a birth, or that a node is gone. */
  learned: { birth: Birth } | { gone: NodeName } | null
}

/** The names that a birth gave to aliases. */
export type Birth = NodeName & {
  device: string | null
  bdSeq: number | null
  metrics: { name: string; alias: number | null; datatype: number | null }[]
}

export type Nodes<Token> = {
  /** Messages that are understood by now, oldest first: one may wait for the birth of its node. */
  hear: (message: Message<Token>) => Understood<Token>[]
  /** Messages that waited too long, and nodes that should be asked to be born again. */
  due: (now: Date) => { rebirths: NodeName[]; understood: Understood<Token>[] }
  /** Some node is alive. */
  alive: () => boolean
}

export type NodeName = { group: string; node: string }
