import { setImmediate as breathe } from 'node:timers/promises'
import { assessSetting, type Judged, type Refused } from './assess-setting.ts'
import { type HistoryHour, isLess, type ResponseId, type SettingInput } from './history.ts'
import { rules } from './rules.ts'

export type Told = Judged & {
  verdict: 'explains' | 'none_found'
  pAdjusted: number
  /** What running within the window changes the response by, all hours taken together. */
  gain: { value: number; low: number; high: number }
}
export type CannotTell = Refused & { verdict: 'cannot_tell' }
export type SettingFinding = Told | CannotTell

type History = { hours: readonly HistoryHour[]; settings: readonly SettingInput[] }

/**
 * Which settings explain the response, machine by machine; p is adjusted after Holm (1979) for all settings that
 * were judged, so that the chance to name any where none does anything is at most the level.
 */
export async function assessSettings(
  machines: readonly History[],
  { response, signal }: { response: ResponseId; signal?: AbortSignal | undefined },
): Promise<SettingFinding[][]> {
  const found: (Judged | Refused)[][] = []
  for (const { hours, settings } of machines) {
    const own: (Judged | Refused)[] = []
    for (const setting of settings) {
      await breathe()
      signal?.throwIfAborted()
      const others = settings.filter((other) => other !== setting)
      own.push(assessSetting({ hours, setting, others, isLess: isLess(response) }))
    }
    found.push(own)
  }
  const ranked = found
    .flat()
    .filter((one) => 'heldOut' in one)
    .sort((a, b) => a.heldOut.p - b.heldOut.p)
  const adjusted = new Map<Judged, number>()
  let largest = 0
  ranked.forEach((one, rank) => {
    largest = Math.max(largest, Math.min(1, one.heldOut.p * (ranked.length - rank)))
    adjusted.set(one, largest)
  })
  return found.map((ofMachine) =>
    ofMachine.map((one) =>
      'heldOut' in one ? toldOf(one, adjusted.get(one) ?? 1) : { ...one, verdict: 'cannot_tell' },
    ),
  )
}

function toldOf(one: Judged, pAdjusted: number): Told {
  const outside = 1 - one.share
  const { value, low, high } = one.heldOut.difference
  return {
    ...{ ...one, pAdjusted, verdict: pAdjusted <= rules.level ? 'explains' : 'none_found' },
    gain: { value: outside * value, low: outside * low, high: outside * high },
  }
}
