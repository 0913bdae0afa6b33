import type { Readings } from '../../server/http/contract.ts'
import type { Tone } from '../readings/verdict-mark.tsx'

export type Process = Readings['process_window']
export type Machine = Process['machines'][number]
export type Setting = Machine['settings'][number]
export type Interval = { value: number; low: number; high: number }

export const tones = {
  explains: 'good',
  none_found: 'none',
  cannot_tell: 'unknown',
} as const satisfies Record<Setting['verdict'], Tone>
