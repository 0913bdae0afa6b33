import { randomUUID } from 'node:crypto'

/** Clock and ids are injected, so that tests and the demo are deterministic. */
export type Clock = () => Date
export type NewId = (prefix: string) => string

export const systemClock: Clock = () => new Date()

export const randomId: NewId = (prefix) => `${prefix}_${randomUUID().replaceAll('-', '')}`
