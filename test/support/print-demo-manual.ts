/** Prints `demo/documents/reflow-oven-manual.html` to the PDF beside it. Run it after an edit. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { launchBrowser } from './browser.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const manual = 'demo/documents/reflow-oven-manual'
const fonts = 'node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc'

const face = async (subset: string) => {
  const bytes = await readFile(at(`${fonts}-${subset}-400-normal.woff2`))
  return `@font-face { font-family: 'Noto Sans SC'; src: url(data:font/woff2;base64,${bytes.toString('base64')}) }`
}

const browser = await launchBrowser()
try {
  const page = await browser.newPage()
  await page.setContent(await readFile(at(`${manual}.html`), 'utf8'))
  await page.addStyleTag({ content: await face('chinese-simplified') })
  await page.evaluate('document.fonts.ready')
  await page.pdf({ path: at(`${manual}.pdf`), preferCSSPageSize: true, tagged: true })
} finally {
  await browser.close()
}
