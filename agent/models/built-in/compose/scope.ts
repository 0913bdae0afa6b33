import type { Figure } from '../../../../tools/index.ts'
import type { EntryKind } from '../lexicon/entry.ts'
import type { Speech } from './speech.ts'

/** `苏州 良品产量`, `Good output of Suzhou`. */
export function aboutOf(speech: Speech, figure: Figure, keys: string[]): string {
  const name = speech.nameOf('metric', figure.metric)
  const scope = scopeOf(speech, figure, keys)
  if (scope === '') return name
  return speech.say(`${scope}${name}`, `${name} of ${scope.trim()}`)
}

const kinds: Record<string, EntryKind> = {
  site: 'site',
  line: 'equipment',
  machine: 'equipment',
  team: 'team',
  shift: 'shift',
  product: 'product',
  reason: 'reason',
  supplier: 'supplier',
  material: 'material',
}

/** `苏州 SZ-L1 `: the values of some dimensions as people call them. */
export function scopeOf({ nameOf, say }: Speech, { dimensions }: Figure, keys: string[]): string {
  const called = (kind: EntryKind, id: string): string => {
    const name = nameOf(kind, id)
    // A shift of one day, `2026-11-16 night`.
    const [, day, shift] = (kind === 'shift' && /^(\d{4}-\d\d-\d\d) (.+)$/u.exec(name)) || []
    if (day !== undefined && shift !== undefined) return `${day} ${nameOf(kind, shift)}`
    return kind !== 'equipment' || name.includes(id) ? name : `${name} (${id})`
  }
  const hidden = dimensions.line || dimensions.machine ? 'site' : ''
  const parts = keys
    .filter((key) => key !== hidden || keys.length === 1)
    .map((key) => {
      const value = dimensions[key] ?? ''
      const kind = kinds[key]
      if (value === '') return say('未登记', 'unassigned')
      return kind
        ? value
            .split(',')
            .map((id) => called(kind, id))
            .join(say('、', ', '))
        : value
    })
  return parts.length === 0 ? '' : `${parts.join(' ')} `
}
