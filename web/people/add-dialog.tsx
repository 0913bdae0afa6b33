import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { OnceReply, PeoplePage, PeopleRole } from '../../server/http/contract.ts'
import { useSigned } from '../access/signed.ts'
import { SignedForm } from '../access/signed-form.tsx'
import { Dialog } from '../app/dialog.tsx'
import { useLanguage } from '../app/language.tsx'
import { SelectField } from '../app/select-field.tsx'
import form from '../form/form.module.css'
import { OnceTold } from './once-told.tsx'
import { peopleKey, peoplePath } from './people.ts'
import { RolesField } from './roles-field.tsx'
import { usePeopleWords } from './words.ts'

type Props = { page: PeoplePage; close: () => void }

const looksRight = (userId: string) => /^[^\s@]+@[^\s@]+$/.test(userId)

/** A new account; its one-time password is told once, here. */
export function AddDialog({ page, close }: Props) {
  const words = usePeopleWords()
  const { language: own } = useLanguage()
  const [userId, setUserId] = useState('')
  const [name, setName] = useState('')
  const [language, setLanguage] = useState<string>(own)
  const [roles, setRoles] = useState<PeopleRole[]>([])
  const [tried, setTried] = useState(false)
  const add = useSigned<OnceReply>(peopleKey)
  if (add.data?.outcome === 'done')
    return (
      <Dialog title={words.add} close={close}>
        <OnceTold told={add.data} close={close} />
      </Dialog>
    )
  const fault = (isMissing: boolean, said: string) => (tried && isMissing ? said : null)
  const [noUser, noName] = [!looksRight(userId.trim()), name.trim() === '']
  const body = { userId: userId.trim(), name: name.trim(), language, roles }
  return (
    <Dialog title={words.add} close={close}>
      <div onSubmitCapture={() => setTried(true)}>
        <SignedForm
          label={words.adding}
          sending={add.isPending}
          outcome={add.data?.outcome}
          error={add.error}
          incomplete={noUser || noName || roles.length === 0}
          submit={(password = '') => add.mutate({ path: peoplePath, body, password })}
          close={close}
        >
          <div className={form.form}>
            <TextInput
              label={words.user}
              description={words.userHint}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              maxLength={100}
              value={userId}
              error={fault(noUser, words.userMissing)}
              onChange={({ target }) => setUserId(target.value)}
              data-autofocus
            />
            <TextInput
              label={words.name}
              autoComplete="off"
              maxLength={100}
              value={name}
              error={fault(noName, words.nameMissing)}
              onChange={({ target }) => setName(target.value)}
            />
            <SelectField
              label={words.language}
              value={language}
              choices={Object.entries(words.languages).map(([value, label]) => ({ value, label }))}
              change={setLanguage}
              className={form.field}
            />
            <RolesField
              page={page}
              value={roles}
              change={setRoles}
              fault={fault(roles.length === 0, words.rolesMissing)}
            />
          </div>
        </SignedForm>
      </div>
    </Dialog>
  )
}
