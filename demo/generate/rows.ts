import type { StreamName, StreamRow } from '../../factory/index.ts'

export type { StreamName, StreamRow }

/** Rows of one stream, as the systems of a plant would send them. */
export type Batch<Name extends StreamName = StreamName> = {
  siteId: string
  stream: Name
  source: string
  rows: StreamRow<Name>[]
}

export const sources = {
  master: 'demo-master',
  mes: 'demo-mes',
  historian: 'demo-historian',
  cmms: 'demo-cmms',
  erp: 'demo-erp',
  laboratory: 'demo-lab',
} as const

export function batchesOf(siteId: string, source: string) {
  return <Name extends StreamName>(stream: Name, rows: StreamRow<Name>[]): Batch<Name> => ({
    siteId,
    stream,
    source,
    rows,
  })
}

export const namesOf = ({ zh, en }: { zh: string; en: string }) => ({ nameZh: zh, nameEn: en })
