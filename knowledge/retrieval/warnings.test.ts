import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Principal } from '../../base/principal.ts'
import type { Db } from '../../store/index.ts'
import { openTestDb } from '../../store/test-db.ts'
import { addDocument } from '../ingest/add-document.ts'
import { searchPassages } from './search.ts'

const principal: Principal = {
  userId: 'operator@group',
  roles: [{ siteId: 'group', role: 'operator' }],
  language: 'en',
}

const sop = `# Gripper

## Before you begin

**Warning: the arm may turn over by itself.** Put the pin in.

## Replace the gripper

1. Take off the four screws of the gripper.
2. Fit the new gripper. Caution: its edge is sharp.
3. Tighten the screws to 28 N·m.

## Adjust the stop

1. Turn the stop. Warning: the spring jumps out.
2. Lock the stop.
`

const chapters = [
  '# Press manual\n\n## Lubrication\n\n> Danger: far away.\n\nOil it.',
  ...Array.from({ length: 45 }, (_, at) => `## Part ${at}\n\nThe part ${at} is made of steel.`),
  '## Cleaning the ram\n\n注意：地面湿滑。',
  '## Changing the belt\n\n1. Slacken the belt of the press.\n2. Pull the belt off.',
]

const chaptersWithSafety = `# Oven

## Door

### Safety

- The door is hot.

### Close the door

1. Press the oven door.
2. Turn the oven handle.

## Fan

### Safety

- The fan is sharp.

### Clean the fan

1. Stop the oven fan.
2. Brush the oven fan.
`

let db: Db
beforeAll(async () => {
  db = await openTestDb()
  const texts = { gripper: sop, press: chapters.join('\n\n'), oven: chaptersWithSafety }
  for (const [id, text] of Object.entries(texts)) {
    const bytes = new TextEncoder().encode(text)
    await addDocument(
      { db, clock: () => new Date(0) },
      { siteId: 'group', fileName: `${id}.md`, bytes },
    )
  }
})
afterAll(() => db.close())

async function warnings(query: string): Promise<string[]> {
  const { passages } = await searchPassages({ db, principal }, { query, limit: 3 })
  for (const { warnings: told } of passages) {
    for (const { quote, range } of told) expect(quote.length).toBe(range.to - range.from)
  }
  return passages[0]?.warnings.map(({ quote }) => quote) ?? []
}

test('a warning comes from a section beside the procedure, whatever it is called', async () => {
  expect(await warnings('How do I replace the gripper?')).toEqual([
    'Warning: the arm may turn over by itself. Put the pin in.',
    'Caution: its edge is sharp.',
  ])
})

test('the warning at the end of a step stays with its own procedure', async () => {
  expect(await warnings('How do I adjust the stop?')).toEqual([
    'Warning: the arm may turn over by itself. Put the pin in.',
    'Warning: the spring jumps out.',
  ])
})

test('in a long manual only what stands near is about the procedure', async () => {
  expect(await warnings('How do I change the belt of the press?')).toEqual(['注意：地面湿滑。'])
})

test('the safety section of another chapter does not hold, the own one does, line by line', async () => {
  expect(await warnings('How do I clean the oven fan?')).toEqual(['- The fan is sharp.'])
})
