import { expect, test } from 'vitest'
import { en as alertsEn } from '../../alerts/words-en.ts'
import { zh as alertsZh } from '../../alerts/words-zh.ts'
import { en as gateEn } from '../../gate/words-en.ts'
import { zh as gateZh } from '../../gate/words-zh.ts'
import { en as healthEn } from '../../health/words-en.ts'
import { zh as healthZh } from '../../health/words-zh.ts'
import { en as inboxEn } from '../../inbox/words-en.ts'
import { zh as inboxZh } from '../../inbox/words-zh.ts'
import { en as playbooksEn } from '../../playbooks/words-en.ts'
import { zh as playbooksZh } from '../../playbooks/words-zh.ts'
import { en as processEn } from '../../process/words-en.ts'
import { zh as processZh } from '../../process/words-zh.ts'
import { en as qualityEn } from '../../quality/words-en.ts'
import { zh as qualityZh } from '../../quality/words-zh.ts'
import { en as reportsEn } from '../../reports/words-en.ts'
import { zh as reportsZh } from '../../reports/words-zh.ts'
import { en as supplyEn } from '../../supply/words-en.ts'
import { zh as supplyZh } from '../../supply/words-zh.ts'
import { en as ticketsEn } from '../../tickets/words-en.ts'
import { zh as ticketsZh } from '../../tickets/words-zh.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

/** `tools.change_ticket`: every place where a word stands. */
const places = (words: object, at = ''): string[] =>
  Object.entries(words).flatMap(([key, word]) =>
    typeof word === 'object' && word !== null ? places(word, `${at}${key}.`) : [`${at}${key}`],
  )

// Words for the codes of the server are open lists: types alone do not see one that is missing.
test.each([
  ['the shell', en, zh],
  ['the inbox', inboxEn, inboxZh],
  ['the pages about approval', gateEn, gateZh],
  ['the playbooks', playbooksEn, playbooksZh],
  ['the alerts', alertsEn, alertsZh],
  ['the reports', reportsEn, reportsZh],
  ['machine health', healthEn, healthZh],
  ['quality', qualityEn, qualityZh],
  ['supply', supplyEn, supplyZh],
  ['the process', processEn, processZh],
  ['the tickets', ticketsEn, ticketsZh],
])('%s has a word in Chinese wherever it has one in English', (_, english, chinese) => {
  expect(places(chinese).sort()).toEqual(places(english).sort())
})
