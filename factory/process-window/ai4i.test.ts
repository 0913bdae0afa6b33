/**
 * Whether settings are named that are known to make failures, and none where failures are known to be random:
 * AI4I 2020 (S. Matzka, CC BY 4.0), whose rules are published, read where it lies beside the project.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { assessSettings } from './assess-settings.ts'
import type { HistoryHour } from './history.ts'

const file = fileURLToPath(
  new URL('../../../shared/data/ai4i2020/ai4i2020.csv.gz', import.meta.url),
)
const isThere = existsSync(file)
if (!isThere) {
  process.stdout.write('no ../shared/data/ai4i2020: settings of published rules are not tested\n')
}

type Mode = 'PWF' | 'OSF' | 'RNF' | 'TWF'
type Row = Record<Mode | 'Type' | 'Torque [Nm]' | 'Rotational speed [rpm]', string>
const rows: Row[] = isThere
  ? parse(gunzipSync(readFileSync(file)), { bom: true, columns: true })
  : []

/** Rows have no time: they are taken as hours one after the other. */
const hoursOf = (mode: Mode): HistoryHour[] =>
  rows.map((row, at) => ({
    ...{ at: at * 3_600_000, day: `${Math.floor(at / 24) + 1000}`, team: '', shift: '' },
    ...{ product: row.Type, value: Number(row[mode]), weight: 1 },
    settings: { torque: Number(row['Torque [Nm]']), speed: Number(row['Rotational speed [rpm]']) },
  }))

/** As far as the set goes: nobody gave it engineering limits. */
const settings = [
  { id: 'torque', limits: { lower: 0, upper: 80 } },
  { id: 'speed', limits: { lower: 1000, upper: 3000 } },
]
const judge = async (mode: Mode, given = settings) => {
  const machines = [{ hours: hoursOf(mode), settings: given }]
  return (await assessSettings(machines, { response: 'scrap_ratio' }))[0] ?? []
}
const alone = async (mode: Mode, id: string) => {
  const given = settings.filter((one) => one.id === id)
  return (await judge(mode, given))[0]
}

describe.skipIf(!isThere)('AI4I 2020', () => {
  test.each(['torque', 'speed'])(
    '%s makes power and overstrain failures, and no random ones',
    async (id) => {
      expect(await alone('PWF', id)).toMatchObject({ verdict: 'explains', heldOut: { better: 10 } })
      expect(await alone('OSF', id)).toMatchObject({ verdict: 'explains', heldOut: { better: 10 } })
      expect(await alone('RNF', id)).toMatchObject({ verdict: 'none_found' })
      expect(await alone('TWF', id)).toMatchObject({ verdict: 'none_found' })
    },
  )

  test('no power failure lies in the window of torque at usual speed: 3,500 to 9,000 W by its rule', async () => {
    const found = await alone('PWF', 'torque')
    if (found?.verdict !== 'explains') throw new Error('not found')
    const watts = (torque: number, rpm: number) => (torque * rpm * 2 * Math.PI) / 60
    expect(watts(found.window.from, 1400)).toBeGreaterThan(3500)
    expect(watts(found.window.to, 1800)).toBeLessThan(9000)
  })

  test('torque and speed go against each other there, so that together they cannot be told apart', async () => {
    expect((await judge('PWF')).map((one) => 'why' in one && [one.why, one.with])).toEqual([
      ['confounded', 'settings'],
      ['confounded', 'settings'],
    ])
  })
})
