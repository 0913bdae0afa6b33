import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockData, lockOwner } from './data-lock.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'jidoka-lock-'))

test('a second owner of a data folder is refused and told where the first serves', () => {
  const dir = folder()
  const lock = lockData(dir)
  lock.serveAt('http://localhost:4000')
  expect(() => lockData(dir)).toThrow('serves at http://localhost:4000')
  lock.release()
  expect(lockOwner(dir)).toBeNull()
  lockData(dir).release()
})

test('the lock of a process that has ended is taken over', () => {
  const dir = folder()
  const ended = spawnSync(process.execPath, ['-e', ''])
  const dead = { pid: ended.pid, birth: 'x', token: 't', url: null }
  writeFileSync(join(dir, 'jidoka.lock'), JSON.stringify(dead))
  lockData(dir).release()
})

test('a lock left by an earlier process with the same number is taken over', () => {
  const dir = folder()
  const earlier = { pid: process.pid, birth: 'another boot:1', token: 't', url: null }
  writeFileSync(join(dir, 'jidoka.lock'), JSON.stringify(earlier))
  lockData(dir).release()
})

test('a damaged lock file does not keep anybody out', () => {
  const dir = folder()
  writeFileSync(join(dir, 'jidoka.lock'), '{"pid":')
  lockData(dir).release()
})

test('a data folder that cannot be made or written is refused with the reason', () => {
  const file = join(folder(), 'file')
  writeFileSync(file, '')
  const refusal = (why: string) =>
    expect.objectContaining({ field: '--data', message: expect.stringContaining(why) })
  expect(() => lockData(join(file, 'data'))).toThrow(refusal('a part of its path is a file'))
  expect(() => lockData(file)).toThrow(refusal('it is a file'))
})
