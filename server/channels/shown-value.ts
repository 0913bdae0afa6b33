import { z } from 'zod'
import type { Shown } from './contract.ts'

const value = z.tuple([
  z.string().min(1).max(60),
  z.string().min(1).max(100),
  z.number().int().positive(),
  z.string().regex(/^[0-9a-f]{64}$/),
])

/** What a button carries: which proposal, in which version, with which arguments. Nothing else. */
export const writeShown = ({ siteId, id, version, argsSha256 }: Shown): string =>
  JSON.stringify([siteId, id, version, argsSha256])

/** Null for anything that is not what `writeShown` writes. */
export function readShown(text: string): Shown | null {
  try {
    const [siteId, id, version, argsSha256] = value.parse(JSON.parse(text))
    return { siteId, id, version, argsSha256 }
  } catch {
    return null
  }
}
