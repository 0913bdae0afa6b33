import { expect, test } from 'vitest'
import { linesOfBlock } from '../prose.ts'
import { decodeHtml } from './decode-html.ts'
import { parseHtml } from './parse-html.ts'

const read = (html: string) =>
  parseHtml(html).blocks.map((block) => [block.kind, linesOfBlock(block).join(' / ')])

test('steps keep their numbers and parts, warnings their mark', () => {
  expect(
    read(`<h2>Change <em>belt</em></h2><ol start=3><li>Stop<ul><li>Lock it out</li></ul><li value=7>Open</ol>
      <div class="admonition warning"><p>Hot surface</p></div><p class=danger>危险：高压`),
  ).toEqual([
    ['heading', 'Change belt'],
    ['item', '3. Stop / - Lock it out'],
    ['item', '7. Open'],
    ['warning', '> Hot surface'],
    ['warning', '危险：高压'],
  ])
})

test('cells that span rows or columns are in each; captions go with what they name', () => {
  const html = `<table><caption>Table 2 Torque</caption><tr><th>Part<th>Nm</tr>
    <tr><td rowspan=2>Cap<td>25</tr><tr><td>30</tr><tr><td colspan=2>All dry</tr></table>
    <figure><img src=x alt="photo"><figcaption>Figure 4: cap</figcaption></figure>`
  expect(parseHtml(html).blocks[0]).toMatchObject({ caption: 'Table 2 Torque' })
  expect(read(html)).toEqual([
    ['table', '| Part | Nm | / | Cap | 25 | / | Cap | 30 | / | All dry |  |'],
    ['figure', 'Figure 4: cap'],
  ])
})

test('what a reader cannot see is no part of the document', () => {
  expect(
    read(`<title>T</title><nav>Home</nav><p hidden>a<p style="color:red; display:none">b
      <script>c()</script><template>d</template><p>seen</p><div style="font-size:0px">e</div>`),
  ).toEqual([['text', 'seen']])
})

test('unclosed and nested markup loses nothing; the encoding is what the page says', () => {
  expect(read('<b>a<p>b<table><tr><td>c')).toEqual([
    ['text', 'a'],
    ['text', 'b'],
    ['text', 'c'],
  ])
  const gbk = new Uint8Array([...Buffer.from('<meta charset=gbk><p>'), 0xd6, 0xe1, 0xb3, 0xd0])
  expect(read(decodeHtml(gbk, 'a.html'))).toEqual([['text', '轴承']])
})
