import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runHere } from '../test-cli.ts'

const folder = mkdtempSync(join(tmpdir(), 'jidoka-schedule-'))
const file = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const shop = file('shop.txt', '2 2 1.5\n2 2 1 3 2 4 1 2 5\n1 1 1 2\n')

const run = (...argv: string[]) => runHere(argv)

test('what is solved is checked by the other command, and no store is opened', async () => {
  const solved = await run('schedule', 'solve', shop, '--threads', '1', '--json')
  expect(solved.status).toBe(0)
  const told = JSON.parse(solved.out)
  expect(told).toMatchObject({ instance: 'shop', makespan: 8, lower_bound: 8, gap: 0, valid: true })
  expect(Object.keys(told.schedule[0])).toEqual(['job', 'op', 'machine', 'start', 'end'])
  const checked = await run('schedule', 'check', shop, file('plan.json', solved.out))
  expect(checked).toEqual({ status: 0, out: 'ok: makespan 8\n', err: '' })
})

test('a wrong schedule or makespan ends with status 1 and says what is wrong', async () => {
  const right = [
    { job: 0, op: 0, machine: 1, start: 0, end: 3 },
    { job: 0, op: 1, machine: 2, start: 3, end: 8 },
    { job: 1, op: 0, machine: 1, start: 2, end: 4 },
  ]
  const { status, out } = await run(
    'schedule',
    'check',
    shop,
    file('bad.json', JSON.stringify(right)),
  )
  expect({ status, out }).toMatchObject({ status: 1, out: expect.stringContaining('overlaps') })
  const lying = JSON.stringify({ makespan: 7, schedule: right.slice(0, 2) })
  const told = await run('schedule', 'check', shop, file('lying.json', lying), '--json')
  expect(JSON.parse(told.out)).toMatchObject({ valid: false })
  expect(told.out).toContain('the makespan is 8, not 7')
})

test('a plant is solved by what counts, and checked with all its constraints', async () => {
  const plant = file(
    'plant.json',
    JSON.stringify({
      machines: [{ id: 'M1', windows: [{ fromS: 50, toS: 80, kind: 'break' }] }],
      orders: [
        {
          ...{ id: 'later', dueS: 500 },
          operations: [{ seq: 10, alternatives: [{ machineId: 'M1', runS: 60 }], pausable: true }],
        },
        {
          ...{ id: 'sooner', dueS: 40 },
          operations: [{ seq: 10, alternatives: [{ machineId: 'M1', runS: 40 }] }],
        },
      ],
    }),
  )
  const solved = await run('schedule', 'solve', plant, '--moves', '50', '--json')
  expect(JSON.parse(solved.out)).toMatchObject({
    ...{ instance: 'plant', objective: [0, 130, 0], lower_bound: [0, 130, 0], gap: 0, valid: true },
    score: { tardiness: 0, makespan: 130 },
    schedule: [
      { orderId: 'sooner', startS: 0, endS: 40 },
      { orderId: 'later', startS: 40, endS: 130 },
    ],
  })
  const checked = await run('schedule', 'check', plant, file('plan.json', solved.out))
  expect(checked).toEqual({ status: 0, out: 'ok: makespan 130\n', err: '' })
  const early = solved.out.replace('"startS":40', '"startS":30')
  const refused = await run('schedule', 'check', plant, file('early.json', early))
  expect(refused).toMatchObject({ status: 1, out: expect.stringContaining('overlaps') })
})

describe('refuses with what to do', () => {
  test.each([
    [['solve'], /No file/],
    [['solve', 'nowhere.txt'], /Cannot read nowhere.txt/],
    [['solve', shop, '--seconds', '0'], /--seconds 0 is no number/],
    [['solve', shop, '--threads', 'all'], /--threads all is no number/],
    [['solve', shop, '--format', 'xml'], /no format "xml"/],
    [['solve', file('none.txt', '1 1 1\n1 0\n')], /Line 2: operation 0 of 1 has no eligible/],
    [['solve', file('half.json', '{"orders": [')], /problem is no JSON/],
    [['solve', file('bare.json', '{"machines": []}')], /machines/],
    [['check', shop], /file with the schedule/],
    [['check', shop, file('no.json', '{')], /it is no JSON/],
    [['check', shop, file('part.json', '[{"job": 0}]')], /schedule\.0\.op/],
  ])('schedule %j', async (argv, says) => {
    const { status, err } = await run('schedule', ...argv)
    expect(status).toBe(1)
    expect(err).toMatch(says)
    expect(err).toContain('fix:')
  })
})
