import { expect, test } from 'vitest'
import { fairTurns } from './fair-turns.ts'

/** Work that notes whose it is, and ends when it is told to. */
function workplace(places: number) {
  const turns = fairTurns(places)
  const begun: string[] = []
  const running: (() => void)[] = []
  const ask = (who: string | null, name = who ?? 'server') =>
    turns(who, async () => {
      begun.push(name)
      await new Promise<void>((resolve) => running.push(resolve))
    })
  const settle = async (all: Promise<unknown>[]) => {
    const over = Promise.allSettled(all)
    while (begun.length < all.length || running.length > 0) {
      running.shift()?.()
      await Promise.resolve()
    }
    await over
  }
  return { ask, begun, settle, turns }
}

test('a hundred requests of one person hold up another by one', async () => {
  const { ask, begun, settle } = workplace(1)
  const many = Array.from({ length: 100 }, () => ask('a'))
  await settle([...many, ask('b'), ask('b'), ask('c')])
  expect(begun.slice(0, 6)).toEqual(['a', 'a', 'b', 'c', 'a', 'b'])
  expect(begun).toHaveLength(103)
})

test('every second turn is for the server itself, however many people wait', async () => {
  const { ask, begun, settle } = workplace(1)
  const people = [...'abcde'].map((who) => ask(who))
  await settle([...people, ask(null, '1'), ask(null, '2'), ask(null, '3')])
  expect(begun).toEqual(['a', '1', 'b', '2', 'c', '3', 'd', 'e'])
})

test('as many are at work as there are places, and one that breaks gives its place back', async () => {
  const { ask, begun, settle, turns } = workplace(2)
  await expect(turns('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  const all = [ask('a'), ask('a'), ask('a')]
  await Promise.resolve()
  expect(begun).toHaveLength(2)
  await settle(all)
  expect(begun).toHaveLength(3)
})
