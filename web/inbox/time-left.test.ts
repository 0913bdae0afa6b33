import { describe, expect, test } from 'vitest'
import { timeLeft } from './time-left.ts'

describe('the time left to decide', () => {
  const expiresAt = '2026-03-02T10:00:00.000Z'
  const minutesBefore = (minutes: number) =>
    timeLeft(expiresAt, Date.parse(expiresAt) - minutes * 60_000)

  test('presses more as it runs out', () => {
    expect([120, 60, 16, 15, 1].map((minutes) => minutesBefore(minutes).urgency)).toEqual([
      'calm',
      'soon',
      'soon',
      'urgent',
      'urgent',
    ])
  })

  test('never falls under nothing', () => {
    expect(minutesBefore(0)).toEqual({ ms: 0, urgency: 'over' })
    expect(minutesBefore(-5)).toEqual({ ms: 0, urgency: 'over' })
  })
})
