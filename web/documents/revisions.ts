import { queryOptions, useQuery } from '@tanstack/react-query'
import type { DocumentPassages } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'

export type RevisionPlace = { siteId: string; id: string; revision: number }

const revisionQuery = ({ siteId, id, revision }: RevisionPlace) =>
  queryOptions({
    queryKey: ['document', siteId, id, revision],
    queryFn: ({ signal }) => {
      const path = [siteId, id, String(revision)].map(encodeURIComponent).join('/')
      return getJson<DocumentPassages>(`/api/documents/${path}`, { signal })
    },
    staleTime: 5 * 60_000,
  })

/** The passages of a revision, which never change. */
export const useRevision = (place: RevisionPlace) => useQuery(revisionQuery(place))
