/**
 * Whether past delays tell later ones, by 10,324 real deliveries (USAID SCMS, 2006 to 2015, public
 * domain), read where they lie beside the project.
 */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { seeded } from '../../base/random.ts'
import { type Delays, type Delivered, daysBetween, delaysOf, spreadOf } from './delivery-delay.ts'

const file = fileURLToPath(
  new URL(
    '../../../shared/data/scms_delivery/SCMS_Delivery_History_Dataset.csv.gz',
    import.meta.url,
  ),
)
const isThere = existsSync(file)
if (!isThere)
  process.stdout.write(
    'no ../shared/data/scms_delivery: whether past delays tell later ones is not tested\n',
  )

function readDeliveries(): Delivered[] {
  const rows = parse(gunzipSync(readFileSync(file)), { bom: true, columns: true }) as Record<
    string,
    string
  >[]
  const dateOf = (text = '') => new Date(`${text} 00:00 UTC`)
  return rows.map((row) => ({
    ...{ supplierId: row.Vendor ?? '', materialId: '', orderedAt: null },
    dueAt: dateOf(row['Scheduled Delivery Date']),
    receivedAt: dateOf(row['Delivered to Client Date']),
  }))
}

/** The share of a distribution up to a value: below it, and of those that equal it a random part. */
function placeOf(value: number, { values, shares }: NonNullable<Delays['delays']>, part: number) {
  const upTo = (count: number) => (count === 0 ? 0 : (shares[count - 1] ?? 1))
  const below = upTo(values.filter((one) => one < value).length)
  return below + part * (upTo(values.filter((one) => one <= value).length) - below)
}

test.skipIf(!isThere)(
  'eight of ten deliveries of two later years come within the band that was told before',
  () => {
    const all = readDeliveries()
    const random = seeded(1)
    let [lines, within, placed, early, late, pooled] = [0, 0, 0, 0, 0, 0]
    for (let month = 0; month < 24; month++) {
      const [now, until] = [new Date(Date.UTC(2014, month)), new Date(Date.UTC(2014, month + 1))]
      const delivered = all.filter(
        ({ receivedAt }) => receivedAt <= now && daysBetween(receivedAt, now) <= 365,
      )
      const overdue = all.filter(
        ({ dueAt, receivedAt }) => dueAt < now && receivedAt > now && daysBetween(dueAt, now) <= 30,
      )
      const told = new Map<string, Delays>()
      for (const one of all.filter(({ dueAt }) => dueAt >= now && dueAt < until)) {
        const { supplierId } = one
        const delays = told.get(supplierId) ?? delaysOf(supplierId, { delivered, overdue, now })
        told.set(supplierId, delays)
        if (delays.delays === null) continue
        const { p10, p90 } = spreadOf(delays.delays)
        const days = daysBetween(one.dueAt, one.receivedAt)
        const place = placeOf(days, delays.delays, random())
        lines += 1
        within += days >= p10 && days <= p90 ? 1 : 0
        placed += place >= 0.1 && place <= 0.9 ? 1 : 0
        early += days < p10 ? 1 : 0
        late += days > p90 ? 1 : 0
        pooled += delays.basis === 'site' ? 1 : 0
      }
    }
    const share = (count: number) => `${((100 * count) / lines).toFixed(1)} %`
    process.stdout.write(
      `delays of ${lines} deliveries: ${share(within)} within the 10-90 % band, ${share(early)} earlier, ${share(late)} later; with ties split ${share(placed)}; ${share(pooled)} told from all suppliers\n`,
    )
    expect(lines).toBeGreaterThan(2000)
    // Six of ten deliveries come on the very day: a band that ends there holds more than it cuts off.
    expect(within / lines).toBeGreaterThan(0.8)
    expect(placed / lines).toBeGreaterThan(0.74)
    expect(placed / lines).toBeLessThan(0.86)
  },
)
