import { z } from 'zod'

/**
 * Who may read a document at all, beside its site and its reader roles; `jidoka_cleared()` says which
 * role is cleared for what. Public: viewers too. Internal: everybody who works at the site.
 * Confidential: managers and administrators.
 */
const clearances = ['public', 'internal', 'confidential'] as const
export type Clearance = (typeof clearances)[number]
export const clearance = z.enum(clearances)
