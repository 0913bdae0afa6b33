import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import type { ProposalView } from '../../server/http/contract.ts'
import { AgainLink, useAgain } from '../app/again-link.tsx'
import { useLanguage } from '../app/language.tsx'
import { useMe } from '../app/session.ts'
import type { Decided } from './decision.ts'
import { asksAgain } from './decision.ts'
import styles from './dialog.module.css'
import { useInboxWords } from './words.ts'

export type Signature = {
  password: string
  type: (password: string) => void
  fault: string | null
  /** False: a password is needed and there is none; the fault then says so. */
  complete: () => boolean
  needed: boolean
}

/** On high risk a decision is signed by the password, given anew each time. */
export function useSignature(
  { risk }: Pick<ProposalView, 'risk'>,
  refused: Decided | undefined,
): Signature {
  const words = useInboxWords()
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState(false)
  const needed = risk === 'high'
  const isUnsigned = useAgain().provider === null && password === ''
  const said = asksAgain(refused) ? (words.outcomes[refused ?? ''] ?? null) : null
  return {
    password,
    type: setPassword,
    fault: missing && isUnsigned ? words.sign.missing : said,
    complete: () => {
      setMissing(needed && isUnsigned)
      return !needed || !isUnsigned
    },
    needed,
  }
}

type Props = { signature: Signature; verdict: 'approve' | 'reject' }

export function SignatureField({ signature, verdict }: Props) {
  const { sign } = useInboxWords()
  const { signIn } = useLanguage().words
  const { data: me } = useMe()
  const again = useAgain()
  if (!signature.needed) return null
  const name = me?.name ?? ''
  return (
    <div className={styles.sign}>
      <p>{sign.lead}</p>
      <p>
        <strong>{verdict === 'approve' ? sign.meaning(name) : sign.meaningReject(name)}</strong>
      </p>
      <AgainLink />
      {again.password ? (
        <PasswordInput
          label={sign.password}
          autoComplete="current-password"
          value={signature.password}
          error={signature.fault}
          onChange={({ target }) => signature.type(target.value)}
          visibilityToggleButtonProps={{ 'aria-label': signIn.showPassword }}
          data-autofocus={verdict === 'approve' ? true : undefined}
        />
      ) : (
        signature.fault !== null && (
          <p role="alert" className={styles.fault}>
            {signature.fault}
          </p>
        )
      )}
    </div>
  )
}
