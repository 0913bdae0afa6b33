import { describe, expect, test } from 'vitest'
import { averaged, fitMonitor } from './held-out.ts'
import { fitPca, scorePca } from './pca.ts'
import { autoregressive, normals } from './test-series.ts'

/** Three variables, ten rows: NIST/SEMATECH e-Handbook of Statistical Methods, 6.5.5.2. */
const nist = [
  ...[
    [7, 4, 3],
    [4, 1, 8],
    [6, 3, 5],
    [8, 6, 1],
    [8, 5, 7],
  ],
  ...[
    [7, 2, 9],
    [5, 3, 3],
    [9, 5, 8],
    [7, 4, 5],
    [8, 2, 2],
  ],
]

describe('principal components', () => {
  test('are those of the handbook', () => {
    const { eigen, kept } = fitPca(nist)
    const [a, b, c] = eigen.values
    expect(a).toBeCloseTo(1.769, 3)
    expect(b).toBeCloseTo(0.927, 3)
    expect(c).toBeCloseTo(0.304, 3)
    // The handbook's first vector points the other way.
    expect(eigen.vectors[0]?.map((one) => Math.round(Math.abs(one) * 1000) / 1000)).toEqual([
      0.642, 0.686, 0.342,
    ])
    expect(kept).toBe(2)
  })

  test('T² of the rows it is made of comes to (n − 1) · components, and parts add up', () => {
    const model = fitPca(nist)
    const scores = nist.map((row) => scorePca(model, row))
    const total = scores.reduce((sum, { t2 }) => sum + t2, 0)
    expect(total).toBeCloseTo(9 * model.kept, 9)
    expect(scores.reduce((sum, { q }) => sum + q, 0)).toBeCloseTo(
      9 * (model.eigen.values[2] ?? 0),
      9,
    )
    for (const { t2, t2Parts, q, qParts } of scores) {
      expect(t2Parts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(t2, 9)
      expect(qParts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(q, 9)
    }
  })

  test('a broken pattern shows in Q, by the sensor that broke it', () => {
    const normal = normals(2)
    const rows = Array.from({ length: 300 }, () => {
      const load = normal()
      return [load, 2 * load + 0.1 * normal(), load + 0.1 * normal(), load + 0.1 * normal()]
    })
    const score = scorePca(fitPca(rows), [0, 0, 1, 0])
    expect(score.qParts.indexOf(Math.max(...score.qParts))).toBe(2)
  })
})

/** Four sensors that share a load; each neighbour is like the one before. */
function running(hours: number, phi: number, normal: () => number): number[][] {
  const load = autoregressive(hours, phi, normal)
  const own = [1, 2, 3, 4].map(() => autoregressive(hours, phi, normal))
  return load.map((value, at) => own.map((course) => value + 0.7 * (course[at] ?? 0)))
}

/** χ² of two degrees of freedom, 99.5 %: what a textbook would take for T² here. */
const textbook = 10.6

test.each([0, 0.5, 0.8])(
  'limits hold the stated rate on running that the model has not seen, φ = %f',
  (phi) => {
    const normal = normals(11)
    const [reference, ahead, rate] = [470, 120, 0.01]
    let [beyond, naive, hours] = [0, 0, 0]
    for (let run = 0; run < 120; run++) {
      const rows = averaged(running(reference + ahead, phi, normal))
      const monitor = fitMonitor(rows.slice(0, reference), rate)
      if (monitor === null) throw new Error('no limits')
      const raw = fitPca(rows.slice(0, reference))
      for (const row of rows.slice(reference)) {
        const { t2, q } = scorePca(monitor.model, row)
        if (t2 > monitor.t2Limit || q > monitor.qLimit) beyond += 1
        if (scorePca(raw, row).t2 > textbook) naive += 1
        hours += 1
      }
    }
    expect(beyond / hours).toBeLessThanOrEqual(rate * 2)
    expect(beyond / hours).toBeGreaterThan(rate / 5)
    // Three times as often as it says: in-sample, and for independent rows.
    if (phi === 0.8) expect(naive / hours).toBeGreaterThan((3 * rate) / 2)
  },
)

test('there are no limits of so few hours', () => {
  expect(fitMonitor(running(150, 0, normals(1)), 0.01)).toBeNull()
})
