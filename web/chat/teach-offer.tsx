import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TaughtReply, TaughtRequest, Teaching } from '../../server/http/contract.ts'
import { type ApiError, postJson } from '../app/api.ts'
import { useLanguage, useSites } from '../app/language.tsx'
import { randomId } from '../app/random-id.ts'
import { SelectField } from '../app/select-field.tsx'
import { ImportFailure } from '../import/import-failure.tsx'
import { ProposalCard } from './proposal-card.tsx'
import styles from './teach-offer.module.css'
import { useChatWords } from './words.ts'

type Props = { teach: Teaching; question: string }

/** A corrected word can be kept for everybody at the site: by a proposal, never at once. */
export function TeachOffer({ teach, question }: Props) {
  const words = useChatWords().teach
  const sites = useSites()
  const [siteId, setSiteId] = useState(teach.siteId ?? sites[0]?.id ?? '')
  const { mutate, data, error, isPending } = useTeach()
  const site = sites.find(({ id }) => id === siteId)?.name ?? siteId
  const { word, means, zh, en } = teach
  const others = [means, ...zh, ...en].filter((one, at, all) => all.indexOf(one) === at)
  const ask = () =>
    mutate({
      ...{ siteId, words: [word, ...others.filter((one) => one !== word)] },
      reason: words.reason(question),
    })
  if (data?.proposal) return <ProposalCard proposal={data.proposal} />
  return (
    <section className={styles.offer}>
      <p>{words.offer(word, means, site)}</p>
      <p className={styles.note}>{words.note}</p>
      {teach.siteId === null && sites.length > 1 && (
        <SelectField
          label={words.site}
          value={siteId}
          choices={sites.map(({ id, name }) => ({ value: id, label: name }))}
          change={setSiteId}
        />
      )}
      <div role="alert">
        {error !== null && <ImportFailure title={words.failed} error={error} />}
      </div>
      <Button variant="default" className={styles.send} loading={isPending} onClick={ask}>
        {words.propose}
      </Button>
    </section>
  )
}

type Sent = Pick<TaughtRequest, 'siteId' | 'words' | 'reason'>

/** The same offer is one proposal, however often it is sent. */
function useTeach() {
  const client = useQueryClient()
  const { language } = useLanguage()
  const [key] = useState(() => randomId('term'))
  return useMutation<TaughtReply, ApiError, Sent>({
    mutationFn: (sent) =>
      postJson<TaughtReply>('/api/glossary/taught', {
        ...sent,
        ...{ language, key: `${key}-${sent.siteId}` },
      } satisfies TaughtRequest),
    onSuccess: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  })
}
