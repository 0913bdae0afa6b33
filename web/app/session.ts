import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../server/http/contract.ts'
import { ApiError, getJson, postJson } from './api.ts'

export const meKey = ['me']

/** Who is signed in; null when nobody is, undefined until it is known. */
export function useMe() {
  return useQuery<Me | null>({
    queryKey: meKey,
    queryFn: ({ signal }) => getJson<Me>('/api/me', { signal }).catch(nobody),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, error) => error instanceof ApiError && error.status >= 500 && count < 2,
  })
}

function nobody(error: unknown): null {
  if (error instanceof ApiError && error.status === 401) return null
  throw error
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation<Me, ApiError, { email: string; password: string }>({
    mutationFn: async (given) => {
      await postJson('/api/auth/sign-in/email', given)
      return getJson<Me>('/api/me')
    },
    onSuccess: (me) => client.setQueryData(meKey, me),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation<unknown, ApiError, void>({
    mutationFn: () => postJson('/api/auth/sign-out', {}),
    onSuccess: () => {
      // What one person could see must not wait for the next one.
      client.clear()
      client.setQueryData(meKey, null)
    },
  })
}
