import { describe, expect, it } from 'vitest'
import { bandOf, boundsOf } from './conformal.ts'
import { featuresAt } from './features.ts'
import type { LifeRun } from './life-run.ts'
import { predictLife } from './predict-life.ts'
import { fitRidge, sumRidge } from './ridge.ts'
import { samplesOf } from './samples.ts'
import { wornRuns } from './test-wear.ts'
import { trainInWorker } from './train-in-worker.ts'
import { trainLife } from './train-life.ts'

const training = { window: 12, cap: 50, seed: 3, mostRows: 700 }
const runs = wornRuns(24)
const trained = trainLife(runs, training)
if (trained === null) throw new Error('these runs are enough')
const { model, report } = trained

/** The run as it was so many steps before its end. */
const before = (run: LifeRun, steps: number): LifeRun => ({
  ...run,
  ages: run.ages.slice(0, -steps),
  values: run.values.map((values) => Array.from(values).slice(0, -steps)),
  failedAge: null,
})

describe('a model of remaining life', () => {
  it('tells machines apart that Weibull cannot, on those that it has not seen', () => {
    expect(report.rmse).toBeLessThan(0.7 * (report.weibull?.rmse ?? 0))
    expect(report.weibull?.rmse).toBeLessThan(report.mean.rmse)
    expect(report.coverage).toBeGreaterThan(0.8)
    const told = wornRuns(10, 99).map((run) => predictLife(model, before(run, 10)))
    const off = told.map((one) => (typeof one === 'string' ? 99 : Math.abs(one.remaining - 10)))
    expect(off.toSorted((a, b) => a - b)[5]).toBeLessThan(6)
  })

  it('is the same again from the same seed, in a thread as well, and another from another', async () => {
    expect(await trainInWorker(runs, training)).toEqual(trained)
    const lines = { ...training, forms: ['ridge'] as const }
    const other = trainLife(runs, { ...lines, seed: 4 })
    expect(other?.report).not.toEqual(trainLife(runs, lines)?.report)
  })

  it('stops with the reason of its signal', async () => {
    const stop = new AbortController()
    const training_ = trainInWorker(runs, { ...training, signal: stop.signal })
    stop.abort(new Error('no longer wanted'))
    await expect(training_).rejects.toThrow('no longer wanted')
  })

  it('learns nothing of a machine from its other runs: what only these tell, held-out errors do not know', () => {
    // The sensor names the machine, and the machine its life: whoever saw its other runs has it at once.
    const lives = [60, 150, 75, 190, 100, 170, 65, 130]
    const named = Array.from({ length: 32 }, (_, at) => {
      const [machine, life] = [`M${at % 8}`, lives[at % 8] ?? 0]
      const ages = Array.from({ length: life }, (_, step) => step + 1)
      return { machine, ages, failedAge: life, values: [ages.map(() => at % 8)] }
    })
    const asked = { ...training, cap: 150, mostRows: 1500, forms: ['trees'] as const }
    const apart = named.map((run, at) => ({ ...run, machine: `R${at}` }))
    const known = trainLife(apart, asked)?.report.rmse ?? 0
    expect(trainLife(named, asked)?.report.rmse).toBeGreaterThan(3 * known)
  })

  it('reads no step after the one that it speaks of', () => {
    const [run] = runs
    if (run === undefined) throw new Error('there is one')
    const later = {
      ...run,
      values: run.values.map((own) => Array.from(own, (v, at) => (at > 40 ? 1e6 : v))),
    }
    expect(featuresAt(later, 40, 12)).toEqual(featuresAt(run, 40, 12))
  })

  it('takes of a run that has not failed only what is known: at least the cap', () => {
    const [run] = runs
    const open = { ...run, failedAge: null } as LifeRun
    const { targets } = samplesOf([open], training)
    expect(targets.length).toBe((run?.ages.length ?? 0) - training.cap - training.window / 2)
    expect(new Set(targets)).toEqual(new Set([50]))
  })

  it('says so where what it sees is outside of what it learnt, or too little', () => {
    const [run] = wornRuns(1, 5)
    if (run === undefined) throw new Error('there is one')
    const usual = predictLife(model, run)
    expect(usual).toMatchObject({ drift: { isOutside: false, sensors: [] } })
    const odd = { ...run, values: [run.values[0] ?? [], run.ages.map((age) => 40 + 3 * age)] }
    expect(predictLife(model, odd)).toMatchObject({ drift: { isOutside: true, sensors: [1] } })
    expect(predictLife(model, run, 3)).toBe('too_few_steps')
    const silent = { ...run, values: run.values.map(() => run.ages.map(() => Number.NaN)) }
    expect(predictLife(model, silent)).toBe('sensors_missing')
  })

  it('gives no model where nobody can be held out or so few runs promise no interval', () => {
    const one = runs.map((run) => ({ ...run, machine: 'M' }))
    expect(trainLife(one, training)).toBeNull()
    expect(trainLife(runs.slice(0, 8), { ...training, forms: ['ridge'] })).toBeNull()
  })
})

describe('its parts', () => {
  it('an interval of 90 % holds nine of ten even errors, and ends at the cap', () => {
    const errors = Array.from({ length: 99 }, (_, at) => at + 1)
    const held = {
      predicted: Float64Array.from(errors, () => 500),
      targets: Float64Array.from(errors, (error) => 500 + error),
      runs: Int32Array.from(errors.keys()),
    }
    const band = bandOf(held, { cap: 1000, coverage: 0.9 })
    if (band === null) throw new Error('99 runs are enough')
    const { low, high } = boundsOf(band, 500, 1000)
    expect([low, high].map(Math.round)).toEqual([410, 590])
    expect(boundsOf(band, 980, 1000).high).toBe(1000)
  })

  it('ridge finds a line, whatever the units of its features', () => {
    const cells = Float64Array.from([...Array(200).keys()].flatMap((at) => [at, (at % 7) * 1e-6]))
    const table = { width: 2, rows: 200, cells }
    const targets = Float64Array.from(
      [...Array(200).keys()],
      (at) => 3 * at + 2e6 * (at % 7) * 1e-6,
    )
    const ridge = fitRidge(table, targets)
    expect(Math.abs(sumRidge(ridge, [100, 4e-6]) - 308)).toBeLessThan(2)
  })
})
