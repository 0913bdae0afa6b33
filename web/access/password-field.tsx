import { PasswordInput } from '@mantine/core'
import { useLanguage } from '../app/language.tsx'
import styles from '../inbox/dialog.module.css'
import { useAccessWords } from './words.ts'

type Props = { value: string; change: (password: string) => void; fault: string | null }

/** One's own password, given anew for what widens rights or tells a secret. */
export function PasswordField({ value, change, fault }: Props) {
  const { signIn } = useLanguage().words
  const { sign } = useAccessWords()
  return (
    <div className={styles.sign}>
      <p>{sign.lead}</p>
      <PasswordInput
        label={sign.password}
        autoComplete="current-password"
        value={value}
        error={fault}
        onChange={({ target }) => change(target.value)}
        visibilityToggleButtonProps={{ 'aria-label': signIn.showPassword }}
      />
    </div>
  )
}
