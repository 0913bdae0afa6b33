/** Words that stand in both revisions, or in one of them only. */
export type DiffSegment = { kind: 'same' | 'removed' | 'added'; text: string }

export type DiffPassage = { seq: number; page: number | null; heading: string; text: string }

/** One line of the two columns: passages that say the same, or what became of one. */
export type DiffRow =
  | { kind: 'same'; before: DiffPassage; after: DiffPassage }
  | { kind: 'changed'; before: DiffPassage; after: DiffPassage; segments: DiffSegment[] }
  | { kind: 'removed'; before: DiffPassage; after: null }
  | { kind: 'added'; before: null; after: DiffPassage }

export type RevisionDiff = {
  siteId: string
  id: string
  title: string
  from: number
  to: number
  rows: DiffRow[]
  counts: { same: number; changed: number; removed: number; added: number }
}
