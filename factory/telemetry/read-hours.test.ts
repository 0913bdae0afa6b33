import { expect, it } from 'vitest'
import { describeOnSharedStore } from '../../store/test-db.ts'
import { readHours } from './index.ts'
import { makeTags, rollUpAll } from './test-tags.ts'

const sample = (tagId: string, at: string, value: number, quality: 'good' | 'bad' = 'good') => ({
  ...{ tagId, at: `2026-03-10T${at}Z`, value, quality },
})

describeOnSharedStore('hours of several tags', (store) => {
  it('are means of good samples, the same before, after and in the middle of a roll-up', async () => {
    const send = await makeTags(store(), 'mine', ['a', 'b'])
    await send('measurement', [
      ...[
        sample('a', '06:00:00', 1),
        sample('a', '06:30:00', 3),
        sample('a', '06:59:59', 99, 'bad'),
      ],
      ...[
        sample('a', '07:00:00', 5),
        sample('b', '07:10:00', 7),
        sample('b', '08:00:00', 9, 'bad'),
      ],
    ])
    const read = () =>
      store().tx('read', (tx) =>
        readHours(tx, {
          ...{ siteId: 'mine', tagIds: ['a', 'b'] },
          ...{ from: new Date('2026-03-10T06:00:00Z'), to: new Date('2026-03-10T12:00:00Z') },
        }),
      )
    const six = Date.parse('2026-03-10T06:00:00Z') / 1000
    const wanted = [
      { tagId: 'a', hoursS: [six, six + 3600], means: [2, 5], samples: 3 },
      { tagId: 'b', hoursS: [six + 3600], means: [7], samples: 1 },
    ]
    expect(await read()).toEqual(wanted)
    await rollUpAll(store())
    expect(await read()).toEqual(wanted)
    await send('measurement', [sample('a', '06:45:00', 5)])
    expect((await read())[0]).toMatchObject({ means: [3, 5], samples: 4 })
  })
})
