import { open } from 'node:fs/promises'

export const plantMapping = `
site: { id: large, nameZh: 大文件, nameEn: Large files, zone: Asia/Shanghai }
source: historian
files:
  - match: plant.csv
    outputs:
      - stream: equipment
        distinct: true
        row: { id: machine, level: { constant: machine }, nameZh: machine, nameEn: machine }
      - stream: tag
        row:
          id: tag
          equipmentId: machine
          nameZh: tag
          nameEn: tag
          unit: { constant: "1" }
  - match: readings.csv
    outputs:
      - stream: measurement
        row: { tagId: tag, at: { column: at, date: iso }, value: { column: value, number: true } }
`

const machines = 10
const tagsEach = 5
const tags = Array.from({ length: machines * tagsEach }, (_, at) => {
  const machine = `M${String(Math.floor(at / tagsEach) + 1).padStart(2, '0')}`
  return { machine, tag: `${machine}.t${(at % tagsEach) + 1}` }
})

export const plantFile = `machine,tag\n${tags.map(({ machine, tag }) => `${machine},${tag}\n`).join('')}`

/** Columns that an historian exports and no mapping wants. */
const more = Array.from({ length: 12 }, (_, at) => `attribute-${at + 1}`)
const rest = more.map((name) => `${name}:ok`).join(',')
const linesAtOnce = 5_000
const firstMs = Date.UTC(2020, 0, 1)

/** Readings of fifty tags, one a second each, until the file has so many bytes. */
export async function writeReadings(path: string, bytes: number) {
  const file = await open(path, 'w')
  let [rows, written] = [0, 0]
  const put = async (text: string) => {
    await file.write(text)
    written += Buffer.byteLength(text)
  }
  await put(`tag,at,value,${more.join(',')}\n`)
  while (written < bytes) {
    let block = ''
    for (let line = 0; line < linesAtOnce && written + block.length < bytes; line += 1) {
      const at = new Date(firstMs + Math.floor(rows / tags.length) * 1000).toISOString()
      block += `${tags[rows % tags.length]?.tag},${at},${(rows % 997) / 10},${rest}\n`
      rows += 1
    }
    await put(block)
  }
  await file.close()
  return { rows, written }
}
