import { useQuery } from '@tanstack/react-query'
import type { TokenPage } from '../../server/http/contract.ts'
import { getJson } from '../app/api.ts'

export const tokensKey = ['tokens']
export const tokensPath = '/api/tokens'

export const useTokens = () =>
  useQuery({
    queryKey: tokensKey,
    queryFn: ({ signal }) => getJson<TokenPage>(tokensPath, { signal }),
  })
