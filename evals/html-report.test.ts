import { expect, test } from 'vitest'
import { pageOf, type ReportCase } from './html-report.ts'

const one = (id: string, passed: boolean): ReportCase => ({
  ...{ id, passed, verdict: passed ? 'exact' : 'wrong', tags: ['zh'], title: `question ${id}` },
  trace: [{ label: 'Answer', text: '<script>alert(1)</script> & "more"' }],
})

test('cases that failed stand first, and what was answered is text, never markup', () => {
  const page = pageOf('nlq-open', [one('a', true), one('b', false)])
  expect(page).toContain('1 of 2 passed.')
  expect(page.indexOf('question b')).toBeLessThan(page.indexOf('question a'))
  expect(page).not.toContain('<script>')
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;')
})
