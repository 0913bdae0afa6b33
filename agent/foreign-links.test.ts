import { expect, test } from 'vitest'
import { withoutForeignLinks } from './foreign-links.ts'

const shown = (answer: string) =>
  withoutForeignLinks(answer, { baseUrl: 'http://plant.test', language: 'en' })

test.each([
  ['![state](https://evil.example/p.png?d=1) fine', 'state fine'],
  ['![](http://plant.test/x.png)done', 'done'],
  ['see [here](https://evil.example/?t=1).', 'see here.'],
  ['see [here]( javascript:alert(1) )', 'see here'],
  ['link it to javascript:alert(1) now', 'link it to (link removed)(1) now'],
  ['open data:text/html;base64,PHN2Zz4= at once', 'open (link removed) at once'],
  ['<img src="https://evil.example/i.gif"> fine', ' fine'],
  ['log at https://evil.example/a?b=c.', 'log at (link removed)'],
  ['at http://plant.test.evil.example/x now', 'at (link removed) now'],
])('what leads elsewhere goes, words stay: %s', (answer, expected) => {
  expect(shown(answer)).toBe(expected)
})

test.each([
  'Decide it: http://plant.test/inbox/suzhou/act_1',
  'Decide it: [inbox](http://plant.test/inbox/suzhou/act_1)',
  'data: 3 rows; JavaScript: not used',
  'vibration <limit and temperature> 40',
  'Torque < 5 N·m and > 3 N·m; ratio a/b.',
])('what is our own stays as it is: %s', (answer) => {
  expect(shown(answer)).toBe(answer)
})
