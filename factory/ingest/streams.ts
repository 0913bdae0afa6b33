import { z } from 'zod'
import type { StreamDefinition } from './definition.ts'
import { eventStreams } from './event-streams.ts'
import { genealogyStreams } from './genealogy-streams.ts'
import { masterStreams } from './master-streams.ts'
import { orderStreams } from './order-streams.ts'
import { planningStreams } from './planning-streams.ts'
import { sampleStreams } from './sample-streams.ts'

/** Every stream that the ingestion door accepts. */
const streams = {
  ...{ ...masterStreams, ...planningStreams, ...orderStreams, ...genealogyStreams },
  ...{ ...eventStreams, ...sampleStreams },
}

export type StreamName = keyof typeof streams

/** A row as a sender writes it: instants as `Date` or ISO text, defaults left out. */
export type StreamRow<Name extends StreamName = StreamName> = z.input<(typeof streams)[Name]['row']>

export const streamNames = z.enum(Object.keys(streams) as [StreamName, ...StreamName[]]).options

/** The definition without the types of its own row, for code that treats all streams alike. */
export const definitionOf = (stream: StreamName): StreamDefinition =>
  streams[stream] as unknown as StreamDefinition

/** Names of the fields that a row of the stream may have. */
export const fieldsOf = (stream: StreamName): string[] =>
  Object.keys(definitionOf(stream).row.shape)
