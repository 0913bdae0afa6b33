import { queryOptions, useQuery } from '@tanstack/react-query'
import type { DocumentPassages } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'

export type RevisionPlace = { siteId: string; id: string; revision: number }

const revisionQuery = ({ siteId, id, revision }: RevisionPlace, quote: string) =>
  queryOptions({
    queryKey: ['document', siteId, id, revision, quote],
    queryFn: ({ signal }) => {
      const path = [siteId, id, String(revision)].map(encodeURIComponent).join('/')
      const query = quote === '' ? '' : `?quote=${encodeURIComponent(quote)}`
      return getJson<DocumentPassages>(`/api/documents/${path}${query}`, { signal })
    },
    staleTime: 5 * 60_000,
  })

/** The passages of a revision. One that was cut anew is read as it was when the quote was cited. */
export const useRevision = (place: RevisionPlace, quote = '') =>
  useQuery(revisionQuery(place, quote))
