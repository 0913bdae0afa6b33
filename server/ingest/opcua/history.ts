import {
  type ClientSession,
  HistoryData,
  HistoryReadRequest,
  type HistoryReadResult,
  ReadRawModifiedDetails,
  TimestampsToReturn,
} from 'node-opcua-client'
import type { Signal } from '../signals/signal.ts'
import { signalOf } from './values.ts'

type Span = { from: Date; to: Date }
type Open = { address: string; continuationPoint: Buffer | undefined }

const nodesAtOnce = 20
const valuesOfNode = 1_000

/**
 * What the server kept of the nodes over a span, page by page. Nodes without history are left out:
 * not every server keeps one.
 */
export async function* readHistory(
  session: ClientSession,
  addresses: readonly string[],
  span: Span,
): AsyncGenerator<Signal[]> {
  for (let start = 0; start < addresses.length; start += nodesAtOnce) {
    let open: Open[] = addresses
      .slice(start, start + nodesAtOnce)
      .map((address) => ({ address, continuationPoint: undefined }))
    while (open.length > 0) {
      const { results } = await session.historyRead(requestOf(open, span))
      const signals: Signal[] = []
      const more: Open[] = []
      for (const [at, { address }] of open.entries()) {
        const result = results?.[at]
        if (result === undefined) continue
        signals.push(...valuesOf(address, result, span.to))
        const { continuationPoint } = result
        if (continuationPoint?.length) more.push({ address, continuationPoint })
      }
      if (signals.length > 0) yield signals
      open = more
    }
  }
}

const requestOf = (open: Open[], { from, to }: Span): HistoryReadRequest =>
  new HistoryReadRequest({
    historyReadDetails: new ReadRawModifiedDetails({
      isReadModified: false,
      startTime: from,
      endTime: to,
      numValuesPerNode: valuesOfNode,
      returnBounds: false,
    }),
    timestampsToReturn: TimestampsToReturn.Both,
    releaseContinuationPoints: false,
    nodesToRead: open.map(({ address, continuationPoint }) => ({
      nodeId: address,
      ...(continuationPoint === undefined ? {} : { continuationPoint }),
    })),
  })

function valuesOf(address: string, { historyData }: HistoryReadResult, to: Date): Signal[] {
  if (!(historyData instanceof HistoryData)) return []
  return (historyData.dataValues ?? []).map((value) => signalOf(address, value, to))
}
