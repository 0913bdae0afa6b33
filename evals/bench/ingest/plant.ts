/** A plant of 36 machines with ten tags each, and what its live sources send. */
import { type IngestDeps, ingest, type StreamName, type StreamRow } from '../../../factory/index.ts'

export const liveSite = 'live'
export const tagsOfMachine = 10
export const liveMachines = Array.from(
  { length: 36 },
  (_, index) => `L${String(index + 1).padStart(2, '0')}`,
)
const named = (id: string) => ({ id, nameZh: id, nameEn: id })

export async function makeLivePlant(deps: IngestDeps): Promise<void> {
  const send = <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]) =>
    ingest(deps, { siteId: liveSite, source: 'erp', stream, rows })
  await send('site', [{ nameZh: '现场', nameEn: 'Live', zone: 'Asia/Shanghai' }])
  await send('equipment', [
    { ...named('line'), level: 'line' },
    ...liveMachines.map((id) => ({ ...named(id), level: 'machine' as const, lineId: 'line' })),
  ])
  await send('tag', liveMachines.flatMap(tagsOf))
  await send('product', [{ ...named('P1'), family: 'f' }])
  const names = { nameZh: 'op', nameEn: 'op' }
  const operation = { productId: 'P1', seq: 10, ...names, setupS: 0, runSPerPiece: 45 }
  await send('routing_operation', [{ ...operation, machineIds: liveMachines }])
}

const tagsOf = (equipmentId: string) =>
  Array.from({ length: tagsOfMachine }, (_, at) => ({
    ...named(`${equipmentId}.t${at}`),
    ...{ equipmentId, unit: 'x' },
  }))

/** The n-th sample of the plant: all tags of all machines in turn, each `everyMs`. */
export function sample(n: number, fromMs: number, everyMs: number) {
  const tags = liveMachines.length * tagsOfMachine
  const machine = liveMachines[Math.floor((n % tags) / tagsOfMachine)] ?? ''
  const at = fromMs + Math.floor(n / tags) * everyMs
  return { machine, tag: n % tagsOfMachine, at, value: Math.round(1e6 * Math.sin(n)) / 1e4 }
}

/** JSON lines of measurements, ready to be sent. */
export const measurementLines = (from: number, to: number, startMs: number): string =>
  Array.from({ length: to - from }, (_, at) => {
    const { machine, tag, at: ms, value } = sample(from + at, startMs, 100)
    return `{"tagId":"${machine}.t${tag}","at":"${new Date(ms).toISOString()}","value":${value}}`
  }).join('\n')
