import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ChannelLinkPage, OpenLinkReply, RevokeLinkReply } from '../../server/http/contract.ts'
import { getJson, outcomeOf, postOf, send } from '../app/api.ts'

const key = ['channel-links']
const path = '/api/channel-links'

export const useLinks = () =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getJson<ChannelLinkPage>(path, { signal }),
  })

export const useOpenLink = (code: string) =>
  useMutation<OpenLinkReply, Error, void>({
    mutationFn: async () =>
      outcomeOf<OpenLinkReply>(await send(`${path}/${encodeURIComponent(code)}/open`, postOf({}))),
  })

export function useRevokeLink() {
  const client = useQueryClient()
  return useMutation<string, Error, string>({
    mutationFn: async (id) =>
      (await outcomeOf<RevokeLinkReply>(await send(`${path}/${id}/revoke`, postOf({})))).outcome,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  })
}
