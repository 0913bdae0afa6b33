import { describe, expect, test } from 'vitest'
import { alignPassages, type DiffPassage } from './align.ts'

const passages = (...texts: string[]): DiffPassage[] =>
  texts.map((text, at) => ({ seq: at + 1, page: null, heading: 'Spindle', text }))

const kinds = (before: DiffPassage[], after: DiffPassage[]) =>
  alignPassages(before, after).map((row) => [row.kind, row.before?.seq, row.after?.seq])

const cut = 'Cut the power and hang the lock before the cover is opened.'
const torque = (n: number) => `Tighten the four screws of the cover crosswise with ${n} Nm.`

describe('two revisions beside each other', () => {
  test('a passage that was reworded stands beside what it became', () => {
    const rows = alignPassages(passages(cut, torque(45)), passages(cut, torque(50)))
    expect(rows).toMatchObject([
      { kind: 'same' },
      {
        kind: 'changed',
        segments: [
          { kind: 'same', text: 'Tighten the four screws of the cover crosswise with ' },
          { kind: 'removed', text: '45' },
          { kind: 'added', text: '50' },
          { kind: 'same', text: ' Nm.' },
        ],
      },
    ])
  })

  test('a Chinese passage is compared word by word', () => {
    const [row] = alignPassages(
      passages('端盖螺钉拧紧扭矩 45 N·m'),
      passages('端盖螺钉拧紧扭矩 50 N·m'),
    )
    const changed = row?.kind === 'changed' ? row.segments : []
    expect(changed.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual([
      '45',
      '50',
    ])
  })

  test('what went and what came stand in the order of both', () => {
    const before = passages('An old note on belts and pulleys.', cut, torque(45))
    const after = passages(cut, 'Wipe the seat with a dry cloth.', torque(50), 'Sign the sheet.')
    expect(kinds(before, after)).toEqual([
      ['removed', 1, undefined],
      ['same', 2, 1],
      ['added', undefined, 2],
      ['changed', 3, 3],
      ['added', undefined, 4],
    ])
  })

  test('each passage of both revisions stands in one row, however much was rewritten', () => {
    const old = passages(...Array.from({ length: 1500 }, (_, n) => `old words ${n * 7919}`))
    const fresh = passages(...Array.from({ length: 1500 }, (_, n) => `fresh things ${n * 104729}`))
    const rows = alignPassages(old, fresh)
    const seqs = (side: 'before' | 'after') =>
      rows.flatMap((row) => (row[side] === null ? [] : [row[side].seq]))
    expect(seqs('before')).toEqual(old.map(({ seq }) => seq))
    expect(seqs('after')).toEqual(fresh.map(({ seq }) => seq))
  })
})
