import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ProposalDetail, ProposalView, UndoRequest } from '../../server/http/contract.ts'
import { postJson } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { useLive } from '../app/live.tsx'
import { randomId } from '../app/random-id.ts'
import { serverFault } from '../form/server-fault.ts'
import { Unplaced } from '../form/unplaced.tsx'
import styles from './effect-place.module.css'
import { pathOf } from './proposals.ts'
import { Section } from './section.tsx'
import { useInboxWords } from './words.ts'

type Props = Pick<ProposalDetail, 'proposal' | 'effect'>

/** Where the effect lives and how it is taken back; once it is done, by a proposal of its own. */
export function Undo({ proposal, effect }: Props) {
  const { language } = useLanguage()
  const { undo: told } = useInboxWords()
  const offline = useLive() === 'offline'
  if (effect === null) return null
  const { compensation, connector } = effect
  return (
    <Section title={told.heading}>
      <p>{compensation.says[language]}</p>
      {connector !== null && <p className={styles.quiet}>{told.goesTo(connector)}</p>}
      {proposal.status === 'done' && compensation.kind === 'inverse' && !offline && (
        <Propose proposal={proposal} />
      )}
    </Section>
  )
}

function Propose({ proposal }: { proposal: ProposalView }) {
  const { language } = useLanguage()
  const { undo: told } = useInboxWords()
  const undo = useUndo(proposal)
  if (undo.data !== undefined) {
    const { siteId, id } = undo.data
    return (
      <p role="status" className={styles.filed}>
        {told.filed}{' '}
        <Link to="/inbox/$siteId/$id" params={{ siteId, id }} className={styles.link}>
          {told.open}
        </Link>
      </p>
    )
  }
  return (
    <div className={styles.buttons}>
      <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate()}>
        {told.propose}
      </Button>
      <Unplaced fault={serverFault(undo.error, language)} names={[]} />
    </div>
  )
}

function useUndo({ siteId, id }: ProposalView) {
  const client = useQueryClient()
  // One opened page is one request, however often it is sent.
  const [requestKey] = useState(() => randomId('undo'))
  return useMutation<ProposalView, Error, void>({
    mutationFn: () => postJson(`${pathOf(siteId, id)}/undo`, { requestKey } satisfies UndoRequest),
    onSuccess: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  })
}
