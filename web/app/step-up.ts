import { errorOf, postOf, send } from './api.ts'

/**
 * The password once more, before what takes a fresh sign-in; null: it was right. None is given by whoever
 * signed in at the provider: the server says whether they did.
 */
export async function stepUp(password: string): Promise<'wrong_password' | 'too_many' | null> {
  if (password === '') return null
  const reply = await send('/api/auth/step-up', postOf({ password }))
  if (reply.status === 401) return 'wrong_password'
  if (reply.status === 429) return 'too_many'
  if (!reply.ok) throw await errorOf(reply)
  return null
}
