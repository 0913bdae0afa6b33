import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Demo, Me, SignInWays } from '../../server/http/contract.ts'
import { cameAhead } from './ahead.ts'
import { ApiError, getJson, postJson } from './api.ts'

export const meKey = ['me']
const mePath = '/api/me'

/** Who is signed in; null when nobody is, undefined until it is known. */
export function useMe() {
  return useQuery<Me | null>({
    queryKey: meKey,
    queryFn: ({ signal }) => getJson<Me>(mePath, { signal }).catch(nobody),
    initialData: () => cameAhead<Me>(mePath),
    staleTime: Number.POSITIVE_INFINITY,
    retry: (count, error) => error instanceof ApiError && error.status >= 500 && count < 2,
  })
}

function nobody(error: unknown): null {
  if (error instanceof ApiError && error.status === 401) return null
  throw error
}

/** The sign-ins that a demo offers; null on a plant's own server, and when it does not answer. */
export function useDemo(): Demo {
  const { data } = useQuery<Demo>({
    queryKey: ['demo'],
    queryFn: ({ signal }) => getJson<Demo>('/api/demo', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 0,
  })
  return data ?? null
}

/** By what people sign in here; a page that cannot ask takes passwords. */
export function useSignInWays() {
  return useQuery<SignInWays>({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => getJson<SignInWays>('/api/auth/oidc/ways', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: 0,
  })
}

/** `newPassword` takes the place of the one that is given. */
type Credentials = { email: string; password: string; newPassword?: string }

export function useSignIn() {
  const client = useQueryClient()
  return useMutation<Me, ApiError, Credentials>({
    mutationFn: async (given) => {
      await postJson('/api/auth/sign-in/email', given)
      return getJson<Me>(mePath)
    },
    onSuccess: (me) => become(client, me),
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation<unknown, ApiError, void>({
    mutationFn: () => postJson('/api/auth/sign-out', {}),
    onSuccess: () => become(client, null),
  })
}

/** What one person could see must not wait in the page for the next one. */
function become(client: QueryClient, me: Me | null): void {
  client.setQueryData(meKey, me)
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] })
}
