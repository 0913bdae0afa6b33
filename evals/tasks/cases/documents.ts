import type { Localized } from '../../../base/language.ts'
import type { TaskPair } from '../task.ts'
import { abstains, script } from './steps.ts'

const found = (query: Localized) =>
  script([{ name: 'search_knowledge', args: { query, limit: 1 } }], '{{1.passages.0.quote}}')

const question = (say: Localized, document: Localized): TaskPair['steps'] => [
  { say, facts: [{ cites: document }], script: found(say) },
]

export const documents: TaskPair[] = [
  {
    id: 'lock-out',
    as: 'operator@suzhou',
    steps: question(
      { zh: '上锁挂牌的步骤是什么?', en: 'What are the steps of lock-out tag-out?' },
      { zh: 'SOP-GR-001-ZH', en: 'SOP-GR-001-EN' },
    ),
  },
  {
    id: 'spindle-bearing',
    as: 'maintenance@suzhou',
    steps: question(
      { zh: '怎么更换主轴轴承?', en: 'How do I replace a spindle bearing?' },
      { zh: 'SOP-SZ-014-ZH', en: 'SOP-SZ-014-EN' },
    ),
  },
  {
    id: 'not-in-the-documents',
    as: 'operator@suzhou',
    steps: [
      {
        say: { zh: '谁发明了电话?', en: 'Who invented the telephone?' },
        outcome: 'abstains',
        script: abstains('no_data'),
      },
    ],
  },
]
