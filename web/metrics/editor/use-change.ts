import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MetricChangeReply, MetricChangeRequest } from '../../../server/http/contract.ts'
import { type ApiError, postJson } from '../../app/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { randomId } from '../../app/random-id.ts'
import { changeOf, type DraftForm } from './draft.ts'

const newKey = (): string => randomId('form')

type Change = MetricChangeRequest['change']
type Sent = { change: Change; key: string }

export type ChangeMutation = ReturnType<typeof useSending>

function useSending(settled: () => unknown) {
  const { language } = useLanguage()
  return useMutation<MetricChangeReply, ApiError, Sent>({
    mutationFn: ({ change, key }) => {
      const request: MetricChangeRequest = { language, key, change }
      return postJson<MetricChangeReply>('/api/metrics/changes', request)
    },
    onSuccess: settled,
  })
}

/** Trying files nothing. The same form is one proposal, however often it is sent. */
export function useChange({ isNew }: { isNew: boolean }) {
  const client = useQueryClient()
  const [key, setKey] = useState(newKey)
  const trial = useSending(() => undefined)
  const filing = useSending(() =>
    Promise.all(
      [['metrics'], ['proposals']].map((queryKey) => client.invalidateQueries({ queryKey })),
    ),
  )
  const send = (form: DraftForm, what: 'try' | 'propose' | 'retire') => {
    const { id, scope } = form
    const change =
      what === 'retire'
        ? { metric: id, scope, action: 'retire' }
        : { ...changeOf(form, { isNew }), ...(what === 'try' ? { draft: true } : {}) }
    if (what === 'try') trial.mutate({ change, key })
    else filing.mutate({ change, key })
  }
  /** Another form from here on: what came of the last one no longer stands beside it. */
  const renew = () => {
    setKey(newKey())
    trial.reset()
    filing.reset()
  }
  return { trial, filing, send, renew }
}
