import { limitNumbers } from './limit-numbers.ts'
import { asides } from './plain/asides.ts'
import { figures } from './plain/figures.ts'
import { limits } from './plain/limits.ts'
import { slips } from './plain/slips.ts'
import { times } from './plain/times.ts'

const rewrites = [...asides, ...times, ...figures, ...limits, ...slips]

/** What is written short or said another way, in the words that the grammar reads. */
export const inPlainWords = (said: string): string =>
  rewrites.reduce(
    (text, [words, plain]) => text.replace(words, (...found: string[]) => plain(found)),
    limitNumbers(said),
  )
