import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type {
  Plan,
  PlanChange,
  PlanChangeReply,
  PlanPlacement,
  PlanTrial,
} from '../../server/http/contract.ts'
import { postJson } from '../app/api.ts'
import { useLanguage } from '../app/language.tsx'
import { randomId } from '../app/random-id.ts'
import { planPath } from './plan.ts'

type State = { placements: PlanPlacement[]; key: string }

const begin = (): State => ({ placements: [], key: randomId('plan') })

export type Trial = ReturnType<typeof useTrial>

/**
 * Operations that are put elsewhere, one after the other: each is checked by the server at once, and
 * together they become one proposal, however often it is sent.
 */
export function useTrial({ siteId, current }: Plan) {
  const { language } = useLanguage()
  const client = useQueryClient()
  const [{ placements, key }, setState] = useState(begin)
  const path = planPath(siteId)
  const tried = useQuery<PlanTrial>({
    queryKey: ['plan-trial', siteId, current?.id, placements],
    queryFn: ({ signal }) =>
      postJson<PlanTrial>(`${path}/trial`, { language, placements }, { signal }),
    enabled: placements.length > 0,
    placeholderData: (before) => (placements.length > 0 ? before : undefined),
    retry: false,
  })
  const filing = useMutation<PlanChangeReply, Error>({
    mutationFn: () => {
      const change: PlanChange = { language, placements, key }
      return postJson<PlanChangeReply>(`${path}/changes`, change)
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['proposals'] }),
  })
  const change = (next: PlanPlacement[]) => {
    filing.reset()
    setState({ placements: next, key: randomId('plan') })
  }
  const isOf = (one: PlanPlacement) => (other: PlanPlacement) =>
    one.order === other.order && one.seq === other.seq
  return {
    ...{ placements, tried, filing },
    put: (one: PlanPlacement) => change([...placements.filter((other) => !isOf(one)(other)), one]),
    takeBack: () => change(placements.slice(0, -1)),
    clear: () => change([]),
  }
}
