import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { MetricChangeReply, MetricChangeRequest } from '../../../server/http/contract.ts'
import { type ApiError, postJson } from '../../app/api.ts'
import { useLanguage } from '../../app/language.tsx'
import { changeOf, type DraftForm } from './draft.ts'

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

/** Trying files nothing. What is filed twice with the same words is one proposal. */
export function useChange({ isNew }: { isNew: boolean }) {
  const client = useQueryClient()
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
    const sent = { change, key: keyOf(JSON.stringify(change)) }
    if (what === 'try') trial.mutate(sent)
    else filing.mutate(sent)
  }
  return { trial, filing, send }
}

/** One a day and content: a person may well propose the same again next month. */
const keyOf = (content: string): string =>
  `${new Date().toISOString().slice(0, 10)}-${hash(content)}`

/** FNV-1a: enough to tell two forms of one person apart, also where no secure context is. */
function hash(text: string): string {
  let sum = 0x811c9dc5
  for (const letter of text) sum = Math.imul(sum ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return `${text.length}-${(sum >>> 0).toString(16)}`
}
