import { hourMs } from '../../base/milliseconds.ts'
import { kindOf, type SourceId } from './measures.ts'

export type SourceAge = {
  /** End of the newest hour read, or how far into it the data reach; ISO 8601. */
  ofHour: (hour: Date) => string
  /** When the streams behind other facts last spoke; null for hours and for silence. */
  ofSource: (source: SourceId) => string | null
}

/** What a site last heard on a stream. */
export type SpokenStream = {
  siteId: string
  stream: string
  until: Date | null
  receivedAt: Date
}

/** How old the data of the sites are. */
export function freshnessAt(
  streams: SpokenStream[],
  { sites, now }: { sites: string[]; now: Date },
): SourceAge {
  const heard = streams.filter(({ siteId }) => sites.includes(siteId))
  const until = latest(heard.flatMap((stream) => stream.until ?? []))
  return {
    ofHour: (hour) => {
      const end = Math.min(hour.getTime() + hourMs, Math.max(now.getTime(), hour.getTime()))
      const inside = until !== null && until > hour && until.getTime() < end
      return (inside ? until : new Date(end)).toISOString()
    },
    ofSource: (source) => {
      const own = heard.filter(({ stream }) => kindOf(source).streams?.includes(stream))
      return latest(own.map((stream) => stream.until ?? stream.receivedAt))?.toISOString() ?? null
    },
  }
}

const latest = (instants: Date[]): Date | null =>
  instants.reduce<Date | null>((a, b) => (a === null || b > a ? b : a), null)
