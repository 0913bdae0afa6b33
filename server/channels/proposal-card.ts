import type { DiffEntry, ProposalView } from '../../actions/index.ts'
import { sha256 } from '../../base/canonical-json.ts'
import type { Language } from '../../base/language.ts'
import { oneLine } from '../../base/shown-text.ts'
import type { Button, Card, Shown } from './contract.ts'
import { words } from './words.ts'

type Reader = {
  language: Language
  /** Of the inbox, no trailing slash. */
  baseUrl: string
  /** Of the plant. */
  zone: string
  /** May decide about it, as far as a card can know: the gate judges. */
  decides: boolean
}

/** A proposal as a card for one reader. High risk has no buttons: it takes a fresh sign-in. */
export function proposalCard(view: ProposalView, reader: Reader): Card {
  const { language, baseUrl } = reader
  const told = words[language]
  const signIn = reader.decides && view.status === 'pending' && view.risk === 'high'
  return {
    title: oneLine(view.title[language]),
    state: stateOf(view, language),
    fields: fieldsOf(view, reader).map(({ label, value }) => ({
      ...{ label: oneLine(label), value: oneLine(value) },
    })),
    note: view.tainted ? told.tainted : null,
    link: {
      label: signIn ? told.signInToDecide : told.open,
      url: `${baseUrl}/inbox/${view.siteId}/${view.id}`,
    },
    buttons: reader.decides ? buttonsOf(view, language) : [],
  }
}

/** Changes whenever a card of the proposal has to look otherwise. */
export const shownState = (view: ProposalView): string =>
  sha256([view.status, view.version, view.decisions.length, view.finishedAt ?? ''].join(' ')).slice(
    0,
    16,
  )

/** No step leads on from here, but for an undo. */
export const isOver = ({ status }: Pick<ProposalView, 'status'>): boolean =>
  !['pending', 'approved', 'executing', 'unknown'].includes(status)

const tones: Record<string, Card['state']['tone']> = {
  pending: 'waiting',
  approved: 'good',
  executing: 'waiting',
  done: 'good',
  rejected: 'bad',
  failed: 'bad',
  unknown: 'bad',
}

const stateOf = ({ status }: ProposalView, language: Language): Card['state'] => ({
  word: words[language].states[status] ?? status,
  tone: tones[status] ?? 'over',
})

function fieldsOf(view: ProposalView, { language, zone }: Reader): Card['fields'] {
  const told = words[language]
  const prediction = view.prediction
  return [
    ...view.decisions.map(({ decidedBy, verdict, reasonCode, reasonText }) => ({
      label: told.states[verdict === 'approve' ? 'approved' : 'rejected'] ?? verdict,
      value: [decidedBy, told.reasons[reasonCode ?? ''] ?? '', reasonText ?? '']
        .filter((part) => part !== '')
        .join(' · '),
    })),
    ...resultOf(view, language),
    ...view.diff.entries.map((entry) => ({
      label: entry.label[language],
      value: changeOf(entry),
    })),
    ...(prediction === null
      ? []
      : [
          {
            label: told.predicted,
            value: `${prediction.label[language]}: ${changeOf(prediction)}`,
          },
        ]),
    { label: told.requestedBy, value: view.requestedBy },
    { label: told.risk, value: told.risks[view.risk] ?? view.risk },
    ...(view.status === 'pending'
      ? [{ label: told.expires, value: wallTime(view.expiresAt, language, zone) }]
      : []),
  ]
}

/** The ids that came of it, and what a failure said. */
function resultOf({ result, status }: ProposalView, language: Language): Card['fields'] {
  const label = words[language].states[status] ?? status
  const { ticketId, scheduleId, message, reference } = result ?? {}
  return [ticketId, scheduleId, reference, message]
    .filter((value) => typeof value === 'string')
    .map((value) => ({ label, value }))
}

const changeOf = ({ before, after, unit = '' }: Pick<DiffEntry, 'before' | 'after' | 'unit'>) =>
  [before === null ? '' : `${before} → `, after ?? '–', unit === '' ? '' : ` ${unit}`].join('')

const wallTime = (at: string, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    ...{ timeZone, month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  }).format(new Date(at))

function buttonsOf(view: ProposalView, language: Language): Button[] {
  if (view.status !== 'pending' || view.risk === 'high') return []
  const shown = shownOf(view)
  const told = words[language]
  return [
    { does: 'approve', label: told.approve, shown },
    { does: 'reject', label: told.reject, shown },
    { does: 'edit', label: told.edit, shown },
  ]
}

const shownOf = ({ siteId, id, version, argsSha256 }: ProposalView): Shown => ({
  ...{ siteId, id, version, argsSha256 },
})
