import type { ProposalVersionView } from '../../server/http/contract.ts'

type Version = Pick<ProposalVersionView, 'diff'>
type Entry = Version['diff']['entries'][number]

/** What would be there by one version and by the next; entries are one when their label is. */
export function changedBetween(before: Version, after: Version): Entry[] {
  const was = new Map(before.diff.entries.map((entry) => [entry.label.en, entry]))
  const is = new Map(after.diff.entries.map((entry) => [entry.label.en, entry]))
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((label): Entry[] => {
    const [old, now] = [was.get(label), is.get(label)]
    const known = now ?? old
    if (known === undefined || old?.after === now?.after) return []
    return [{ ...known, before: old?.after ?? null, after: now?.after ?? null }]
  })
}
