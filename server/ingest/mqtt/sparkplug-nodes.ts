import { cutText } from '../../../base/shown-text.ts'
import { longestAddress } from '../signals/pattern.ts'
import type { Birth, Message, NodeName, Nodes, Understood } from './sparkplug-messages.ts'
import { type Metric, meantValue, type Payload } from './sparkplug-payload.ts'
import { openSequence, type Sequence } from './sparkplug-sequence.ts'

type Definition = { name: string; datatype: number | null }
type Waiting<Token> = Message<Token> & { since: Date }
type Node<Token> = NodeName & {
  bdSeq: number | null
  born: boolean
  /** It was born since we listen; else what is known of it is remembered, and may be old. */
  seen: boolean
  /** By device, empty for the node itself. */
  aliases: Map<string, Map<number, Definition>>
  datatypes: Map<string, number | null>
  sequence: Sequence
  waiting: Waiting<Token>[]
  metricsWaiting: number
  askedAt: Date | null
  /** Since it was born. */
  asked: number
}

/** How long data may wait for a birth that names its aliases. */
const patienceMs = 600_000
/** Metrics that wait so, of one node and of all. */
const mostWaiting = 20_000
const mostWaitingOfAll = 200_000
/** Edge nodes and their devices; whoever makes up a new one with each message is not followed. */
const mostPlaces = 20_000
const mostTold = 100
const firstAskMs = 5_000
const lastAskMs = 300_000

/** Keeps what births said, for every edge node that is heard of, and what earlier ones said. */
export function sparkplugNodes<Token>(remembered: readonly Birth[] = []): Nodes<Token> {
  const nodes = new Map<string, Node<Token>>()
  const places = new Set<string>()
  let untold = 0
  const nodeOf = ({ group, node: name }: NodeName): Node<Token> => {
    const key = `${group}/${name}`
    const node = nodes.get(key) ?? newNode<Token>({ group, node: name })
    nodes.set(key, node)
    return node
  }
  for (const birth of remembered) {
    const node = nodeOf(birth)
    node.born = true
    places.add(prefixOf(birth))
    if (birth.device === null) node.bdSeq = birth.bdSeq
    learn(node, birth)
  }
  return {
    hear: (message) => {
      const place = prefixOf(message)
      if (!places.has(place) && places.size >= mostPlaces) {
        untold += 1
        return [untold > mostTold ? understood(message) : unfollowed(message)]
      }
      places.add(place)
      return hear(nodeOf(message), message)
    },
    alive: () => [...nodes.values()].some(({ born }) => born),
    due: (now) => {
      const all = [...nodes.values()]
      const rebirths = all.filter((node) => shouldAsk(node, now))
      for (const node of rebirths) {
        node.askedAt = now
        node.asked += 1
      }
      return {
        rebirths: rebirths.map(({ group, node }) => ({ group, node })),
        understood: [...all.flatMap((node) => giveUp(node, now)), ...giveUpMost(all)],
      }
    },
  }
}

const newNode = <Token>(name: NodeName): Node<Token> => ({
  ...name,
  ...{ bdSeq: null, born: false, seen: false, askedAt: null, asked: 0 },
  aliases: new Map(),
  datatypes: new Map(),
  sequence: openSequence(),
  waiting: [],
  metricsWaiting: 0,
})

function hear<Token>(node: Node<Token>, message: Message<Token>): Understood<Token>[] {
  const { type, payload, receivedAt } = message
  if (type === 'NDEATH') return [die(node, message)]
  if (type === 'NBIRTH') beBorn(node, payload)
  else if (payload.seq !== null) node.sequence.hear(payload.seq, receivedAt)
  if (type === 'NBIRTH' || type === 'DBIRTH') {
    const birth = birthOf(node, message)
    learn(node, birth)
    return [{ ...understand(node, message), learned: { birth } }, ...release(node)]
  }
  if (type === 'DDATA' || type === 'NDATA') {
    if (isNamed(node, message)) return [understand(node, message)]
    node.waiting.push({ ...message, since: receivedAt })
    node.metricsWaiting += payload.metrics.length
    return node.metricsWaiting > mostWaiting ? giveUpAll(node) : []
  }
  const prefix = `${prefixOf(message)}/`
  return [{ ...understood(message), lost: { prefix, at: timeOf(payload, receivedAt) } }]
}

function beBorn<Token>(node: Node<Token>, payload: Payload): void {
  node.born = true
  node.seen = true
  node.asked = 0
  node.bdSeq = bdSeqOf(payload)
  node.aliases.clear()
  node.datatypes.clear()
  node.sequence.restart(payload.seq ?? 0)
}

/** A death of an earlier session tells nothing: the node has been born again since. */
function die<Token>(node: Node<Token>, message: Message<Token>): Understood<Token> {
  const bdSeq = bdSeqOf(message.payload)
  if (node.born && node.bdSeq !== null && bdSeq !== null && bdSeq !== node.bdSeq) {
    return understood(message)
  }
  node.born = false
  node.aliases.clear()
  const { group, node: name } = node
  const prefix = `${node.group}/${node.node}/`
  const gone = { group, node: name }
  return { ...understood(message), lost: { prefix, at: message.receivedAt }, learned: { gone } }
}

const bdSeqOf = ({ metrics }: Payload): number | null => {
  const value = metrics.find(({ name }) => name === 'bdSeq')?.value
  return typeof value === 'number' ? value : null
}

function birthOf<Token>(node: Node<Token>, { device, payload }: Message<Token>): Birth {
  const metrics = payload.metrics.flatMap(({ name, alias, datatype }) =>
    name === null || name.length > longestAddress ? [] : [{ name, alias, datatype }],
  )
  return { group: node.group, node: node.node, device, bdSeq: node.bdSeq, metrics }
}

function learn<Token>(node: Node<Token>, birth: Birth): void {
  const device = birth.device ?? ''
  const aliases = node.aliases.get(device) ?? new Map<number, Definition>()
  node.aliases.set(device, aliases)
  for (const { name, alias, datatype } of birth.metrics) {
    node.datatypes.set(`${prefixOf(birth)}/${name}`, datatype)
    if (alias !== null) aliases.set(alias, { name, datatype })
  }
}

/** Messages whose names are known now. */
const release = <Token>(node: Node<Token>): Understood<Token>[] =>
  letGo(node, (message) => isNamed(node, message))

const giveUp = <Token>(node: Node<Token>, now: Date): Understood<Token>[] =>
  letGo(node, ({ since }) => now.getTime() - since.getTime() >= patienceMs)

const giveUpAll = <Token>(node: Node<Token>): Understood<Token>[] => letGo(node, () => true)

/** Where all nodes together keep too much, those that keep most lose it. */
function giveUpMost<Token>(nodes: Node<Token>[]): Understood<Token>[] {
  let kept = 0
  const tooMuch = nodes
    .toSorted((a, b) => a.metricsWaiting - b.metricsWaiting)
    .filter(({ metricsWaiting }) => {
      kept += metricsWaiting
      return kept > mostWaitingOfAll
    })
  return tooMuch.flatMap(giveUpAll)
}

type IsOver<Token> = (message: Waiting<Token>) => boolean

function letGo<Token>(node: Node<Token>, isOver: IsOver<Token>): Understood<Token>[] {
  if (node.waiting.length === 0) return []
  const { over = [], left = [] } = Object.groupBy(node.waiting, (message) =>
    isOver(message) ? 'over' : 'left',
  )
  node.waiting = left
  node.metricsWaiting = left.reduce((sum, { payload }) => sum + payload.metrics.length, 0)
  return over.map((message) => understand(node, message))
}

/** Born unseen, with data that cannot be read, or with messages missing for too long. */
function shouldAsk<Token>(node: Node<Token>, now: Date): boolean {
  const pauseMs = Math.min(lastAskMs, firstAskMs * 2 ** (node.asked - 1))
  if (node.askedAt !== null && now.getTime() - node.askedAt.getTime() < pauseMs) return false
  if (node.waiting.length > 0) return true
  const heard = node.sequence.heard()
  return (heard && !(node.born && node.seen)) || node.sequence.isMissing(now)
}

const isNamed = <Token>(node: Node<Token>, { payload, device }: Message<Token>): boolean =>
  payload.metrics.every((metric) => definitionOf(node, device, metric) !== null)

function definitionOf<Token>(
  node: Node<Token>,
  device: string | null,
  { name, alias, datatype }: Metric,
): Definition | null {
  if (name !== null) return { name, datatype }
  return alias === null ? null : (node.aliases.get(device ?? '')?.get(alias) ?? null)
}

const prefixOf = ({ group, node, device }: NodeName & { device: string | null }): string =>
  device === null ? `${group}/${node}` : `${group}/${node}/${device}`

const understood = <Token>({ token }: Message<Token>): Understood<Token> => ({
  token,
  ...{ signals: [], lost: null, nameless: [], learned: null },
})

const unfollowed = <Token>(message: Message<Token>): Understood<Token> => ({
  ...understood(message),
  nameless: [{ address: prefixOf(message), reason: `more than ${mostPlaces} nodes and devices` }],
})

/** Metrics of the protocol itself. */
const ofProtocol = /^(bdSeq$|Node Control\/|Device Control\/)/

function understand<Token>(node: Node<Token>, message: Message<Token>): Understood<Token> {
  const { device, payload, type, receivedAt } = message
  const result = understood(message)
  const sentAt = timeOf(payload, receivedAt)
  const isBirth = type === 'NBIRTH' || type === 'DBIRTH'
  for (const metric of payload.metrics) {
    const definition = definitionOf(node, device, metric)
    const address = `${prefixOf(message)}/${definition?.name ?? `alias ${metric.alias}`}`
    if (definition === null) {
      result.nameless.push({ address, reason: `no birth has named the alias ${metric.alias}` })
      continue
    }
    if (address.length > longestAddress) {
      const reason = `its address is longer than ${longestAddress} characters`
      result.nameless.push({ address: cutText(address, 80), reason })
      continue
    }
    if (ofProtocol.test(definition.name)) continue
    const datatype = definition.datatype ?? node.datatypes.get(address) ?? null
    result.signals.push({
      address,
      at: metric.timestamp === null ? sentAt : new Date(metric.timestamp),
      value: meantValue(metric, datatype),
      quality: 'good',
      ...(isBirth ? { asOf: sentAt } : {}),
    })
  }
  return result
}

const timeOf = ({ timestamp }: Payload, receivedAt: Date): Date =>
  timestamp === null ? receivedAt : new Date(timestamp)
