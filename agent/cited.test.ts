import { describe, expect, it } from 'vitest'
import type { Citation } from '../tools/index.ts'
import { citedIn } from './cited.ts'

const citation = (quote: string): Citation => ({
  site: 'suzhou',
  document: 'SOP-1',
  title: 'SOP',
  revision: 1,
  page: null,
  heading: 'Steps',
  quote,
  range: { passage: 1, from: 0, to: quote.length },
})
const [torque, lock, grease] = ['25 N·m', '1. Lock out.\n2. Tag out.', 'Grease it.'].map(citation)
const found = [torque, lock, grease].filter((one) => one !== undefined)

describe('the sources of an answer', () => {
  it('are those that it quotes, over several lines too, in their order', () => {
    const answer = 'The documents say:\n> 1. Lock out.\n> 2. Tag out.\n\nTighten to 25 N·m.'
    expect(citedIn(answer, found)).toEqual([lock, torque])
  })

  it('are all that were read where it quotes none, each once', () => {
    expect(citedIn('In my own words.', [...found, ...found])).toEqual(found)
  })
})
