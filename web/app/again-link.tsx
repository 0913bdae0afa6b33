import { Button } from '@mantine/core'
import { useLanguage } from './language.tsx'
import { useMe, useSignInWays } from './session.ts'

/** How whoever is signed in can do so once more: at the provider, by its name, and by password or not. */
export function useAgain(): { provider: string | null; password: boolean } {
  const { language } = useLanguage()
  const { data: ways } = useSignInWays()
  const { data: me } = useMe()
  const label = me?.byProvider ? ways?.provider?.[language] : undefined
  return { provider: label ?? null, password: ways?.password ?? true }
}

/** Signs in at the provider in another tab: the form of this one stays as it is, and is sent after that. */
export function AgainLink() {
  const { signIn } = useLanguage().words
  const { provider, password } = useAgain()
  if (provider === null) return null
  return (
    <div>
      <p>{signIn.againLead(password)}</p>
      <Button
        component="a"
        href="/api/auth/oidc/again"
        target="_blank"
        rel="noopener"
        variant="default"
        fullWidth
      >
        {signIn.againAt(provider)}
      </Button>
    </div>
  )
}
