import type { findingKinds } from '../../store/index.ts'

export type FaultKind = (typeof findingKinds)[number]

/** Something that is wrong with the data of a site, as it was found just now. */
export type Fault = {
  kind: FaultKind
  /** A tag, a machine or a source. */
  subject: string
  /** With kind and subject it says which fault this is, so that it is known again next time. */
  since: string
  from: Date
  to: Date
  /** The figures behind it. */
  evidence: Record<string, number | string | null>
  /** The role that can mend it. */
  owner: 'maintenance' | 'supervisor' | 'admin'
}

/** What every search needs; `since`: how far back it looks. */
export type Search = { siteId: string; now: Date; since: Date }
