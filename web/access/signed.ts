import { useMutation, useQueryClient } from '@tanstack/react-query'
import { outcomeOf, postOf, send } from '../app/api.ts'
import { stepUp } from '../app/step-up.ts'

/** An act, and the password that it takes. */
export type Signed = { path: string; body: object; password?: string }
export type SignedOutcome = 'sign_in_again' | 'wrong_password' | 'too_many'

/** What comes of an act that may need the password; `done` carries what it tells. */
export function useSigned<Reply extends { outcome: string }>(stale: readonly string[]) {
  const client = useQueryClient()
  return useMutation<Reply | { outcome: SignedOutcome }, Error, Signed>({
    mutationFn: async ({ path, body, password }) => {
      const refused = password === undefined ? null : await stepUp(password)
      if (refused !== null) return { outcome: refused }
      return outcomeOf<Reply>(await send(path, postOf(body)))
    },
    onSettled: () => client.invalidateQueries({ queryKey: stale }),
    // A secret that was told must not wait in memory for the next page.
    gcTime: 0,
  })
}
