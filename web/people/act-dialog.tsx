import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type {
  OnceReply,
  PeoplePage,
  PeopleReply,
  PersonAccount,
} from '../../server/http/contract.ts'
import { useSigned } from '../access/signed.ts'
import { SignedForm } from '../access/signed-form.tsx'
import { Dialog } from '../app/dialog.tsx'
import dialog from '../inbox/dialog.module.css'
import { OnceTold } from './once-told.tsx'
import { pathOf, peopleKey, useRolesText } from './people.ts'
import { RolesField } from './roles-field.tsx'
import { usePeopleWords } from './words.ts'

export type Act = 'roles' | 'password' | 'lock' | 'unlock' | 'bind' | 'unbind'

type Props = {
  account: PersonAccount
  act: Act
  page: PeoplePage
  tell: (said: string) => void
  close: () => void
}

/** Says what will happen to an account, asks for the password where it widens rights, and does it. */
export function ActDialog({ account, act, page, tell, close }: Props) {
  const words = usePeopleWords()
  const rolesText = useRolesText()
  const { userId, name } = account
  const [roles, setRoles] = useState(() =>
    account.roles.filter(({ siteId }) => page.sites.includes(siteId)),
  )
  const [subject, setSubject] = useState('')
  const send = useSigned<OnceReply | PeopleReply>(peopleKey)
  const title = words.of(words[act], name)
  if (send.data?.outcome === 'done' && 'password' in send.data)
    return (
      <Dialog title={title} close={close}>
        <OnceTold told={send.data} close={close} />
      </Dialog>
    )
  const missing =
    (act === 'roles' && roles.length === 0) || (act === 'bind' && subject.trim() === '')
  const submit = (password: string | undefined) =>
    send.mutate(
      {
        path: pathOf(userId, act),
        body: act === 'roles' ? { roles } : act === 'bind' ? { subject: subject.trim() } : {},
        ...(password === undefined ? {} : { password }),
      },
      {
        onSuccess: ({ outcome }) => {
          if (outcome !== 'done' || act === 'password') return
          tell(words.done[act](userId))
          close()
        },
      },
    )
  return (
    <Dialog title={title} close={close}>
      <p className={dialog.facts}>
        {[userId, ...rolesText(account.roles)].map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </p>
      <p>{words[`${act}Text`]}</p>
      <SignedForm
        label={labelOf(act, words)}
        unsigned={act === 'lock' || act === 'unbind'}
        sending={send.isPending}
        outcome={send.data?.outcome}
        error={send.error}
        incomplete={missing}
        submit={submit}
        close={close}
      >
        {act === 'bind' && (
          <TextInput
            mt="md"
            label={words.subject}
            description={words.subjectHint}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={255}
            value={subject}
            onChange={({ target }) => setSubject(target.value)}
          />
        )}
        {act === 'roles' && (
          <RolesField
            page={page}
            value={roles}
            change={setRoles}
            fault={roles.length === 0 ? words.rolesMissing : null}
          />
        )}
      </SignedForm>
    </Dialog>
  )
}

const labelOf = (act: Act, words: ReturnType<typeof usePeopleWords>): string =>
  ({ ...words, roles: words.giving, password: words.resetting })[act]
