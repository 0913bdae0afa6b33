import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** An instance of the literature with the best makespans that are known. */
export type Known = { name: string; family: string; file: string; lower: number; upper: number }

type Family = {
  members: string[]
  /** Most of the mean gap in percent that is aimed at, by seconds. */
  targets: Record<number, number>
}

const numbered = (prefix: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${prefix}${String(from + at).padStart(2, '0')}`)

const hurinkBases = [
  ...['abz5', 'abz6', 'abz7', 'abz8', 'abz9', 'ft06', 'ft10', 'ft20'],
  ...numbered('la', 1, 40),
  ...Array.from({ length: 8 }, (_, at) => `car${at + 1}`),
  ...Array.from({ length: 10 }, (_, at) => `orb${at + 1}`),
]

export const families: Record<string, Family> = {
  la: { members: numbered('la', 1, 40), targets: { 1: 0.25, 10: 0.08, 60: 0.03 } },
  abz: { members: ['abz7', 'abz8', 'abz9'], targets: { 1: 1.8, 10: 1.0, 60: 0.5 } },
  swv: { members: numbered('swv', 1, 20), targets: { 1: 3.0, 10: 1.3, 60: 0.8 } },
  ta: { members: numbered('ta', 1, 80), targets: { 1: 2.5, 10: 1.3, 60: 0.8 } },
  mk: { members: numbered('mk', 1, 15), targets: { 1: 0.8, 10: 0.3, 60: 0.1 } },
  hurink: {
    members: ['edata', 'rdata', 'vdata'].flatMap((kind) =>
      hurinkBases.map((base) => `${base}_${kind}`),
    ),
    targets: { 1: 1.0, 10: 0.4, 60: 0.2 },
  },
}

/** The members of a family that are in the data folder, with their best known makespans. */
export function membersOf(family: string, data: string): Known[] {
  const flexible = family === 'mk' || family === 'hurink'
  const folder = join(data, flexible ? 'flexible_jobshop' : 'jobshop')
  const bounds = boundsIn(folder)
  return (families[family]?.members ?? []).flatMap((name) => {
    const bound = bounds.get(name) ?? bounds.get(`${name}js`)
    const file = join(folder, 'instances', fileOf(family, name))
    if (bound === undefined || !existsSync(file)) return []
    return [{ name, family, file, lower: bound.lower_bound, upper: bound.upper_bound }]
  })
}

function fileOf(family: string, name: string): string {
  const [base = '', kind = ''] = name.split('_')
  if (family === 'hurink') return join('HurinkJurischThole1994', kind, `${base}.txt`)
  if (family === 'mk') return join('Brandimarte1993', `${name}.txt`)
  return family === 'ta' ? `${name}js.txt` : `${name}.txt`
}

type Bound = { instance: string; lower_bound: number; upper_bound: number }

function boundsIn(folder: string): Map<string, Bound> {
  const file = join(folder, 'bks.json.gz')
  if (!existsSync(file)) return new Map()
  const all = JSON.parse(gunzipSync(readFileSync(file)).toString()) as Bound[]
  return new Map(all.map((bound) => [bound.instance, bound]))
}
