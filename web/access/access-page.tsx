import { useAgain } from '../app/again-link.tsx'
import { useTitle } from '../app/title.ts'
import gate from '../gate/gate.module.css'
import { PasswordForm } from './password-form.tsx'
import { TokenForm } from './token-form.tsx'
import { TokenList } from './token-list.tsx'
import { useAccessWords } from './words.ts'

/** What opens for whoever is signed in: their password, access tokens and AI clients. */
export function AccessPage() {
  const words = useAccessWords()
  const { password } = useAgain()
  useTitle(words.heading)
  return (
    <div className={gate.page}>
      <header>
        <h1 className={gate.heading}>{words.heading}</h1>
        <p className={gate.lead}>{words.lead}</p>
      </header>
      <TokenList />
      <section>
        <h2>{words.make}</h2>
        <p className={gate.quiet}>{words.makeHint}</p>
        <TokenForm />
      </section>
      {password && (
        <section>
          <h2>{words.change}</h2>
          <PasswordForm />
        </section>
      )}
    </div>
  )
}
