import { PasswordInput } from '@mantine/core'
import { useLanguage } from './language.tsx'
import type { Words } from './words/en.ts'

export type NewPassword = { password: string; again: string }

const fewest = 8

/** What is wrong with a new password that was typed twice; null: nothing. */
export function newPasswordFault(
  { password, again }: NewPassword,
  { words, before }: { words: Words['signIn']; before: string },
): { password?: string; again?: string } | null {
  if (password.length < fewest) return { password: words.newShort(fewest) }
  if (password === before) return { password: words.newSame }
  return password === again ? null : { again: words.newDiffers }
}

type Props = {
  value: NewPassword
  change: (value: NewPassword) => void
  fault: ReturnType<typeof newPasswordFault>
}

export function NewPasswordFields({ value, change, fault }: Props) {
  const { signIn } = useLanguage().words
  const toggle = { 'aria-label': signIn.showPassword }
  return (
    <>
      <PasswordInput
        name="newPassword"
        label={signIn.newPassword}
        description={signIn.newHint(fewest)}
        autoComplete="new-password"
        value={value.password}
        error={fault?.password}
        onChange={({ target }) => change({ ...value, password: target.value })}
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        name="newPasswordAgain"
        label={signIn.newAgain}
        autoComplete="new-password"
        value={value.again}
        error={fault?.again}
        onChange={({ target }) => change({ ...value, again: target.value })}
        visibilityToggleButtonProps={toggle}
      />
    </>
  )
}
