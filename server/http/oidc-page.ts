import type { Context } from 'hono'
import { html } from 'hono/html'
import type { AppError, Said } from '../../base/app-error.ts'
import { errorReply } from './errors.ts'

const style = `body{font:16px/1.6 system-ui,"Noto Sans SC",sans-serif;max-width:36rem;margin:12vh auto 2rem;
padding:0 1rem;color:#1c2024;background:#fff}section{margin-bottom:1.5rem}h1,h2{font-size:1.15rem;margin:0}
p{margin:.25rem 0}code{user-select:all;overflow-wrap:anywhere}dt{color:#60646c}dd{margin:0 0 .5rem}
a{display:inline-block;padding:.6rem 0;color:inherit}
@media(prefers-color-scheme:dark){body{color:#edeef0;background:#111113}dt{color:#b0b4ba}}`

const facts: Record<string, string> = {
  subject: 'Subject · 标识',
  name: 'Name there · 在提供方的姓名',
  email: 'E-mail there · 在提供方的邮箱',
  issuer: 'Provider · 登录提供方',
}

/**
 * What came of a sign-in, where no page of ours is open: whoever reads it may have no account, so it
 * stands in both languages. `told` is shown as text, to be copied.
 */
export function refusalPage(c: Context, error: AppError, told: Record<string, string> = {}) {
  const { status } = errorReply(error)
  const { message, hint = '' } = error
  return pageOf(c, status, { en: { message, hint }, zh: error.zh ?? { message, hint }, told })
}

/** The form that asked for it still stands in the other tab. */
export const signedAgainPage = (c: Context) =>
  pageOf(c, 200, {
    en: {
      message: 'You signed in once more.',
      hint: 'Close this tab, go back to your form and send it.',
    },
    zh: { message: '您已再次登录。', hint: '请关闭此标签页，回到原来的表单提交。' },
    told: {},
  })

type Page = { en: Said; zh: Said; told: Record<string, string> }

function pageOf(c: Context, status: Parameters<Context['status']>[0], { en, zh, told }: Page) {
  c.status(status)
  return c.html(html`<!doctype html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Jidoka</title><style>${style}</style></head><body><main>
<section><h1>${zh.message}</h1><p>${zh.hint ?? ''}</p></section>
<section lang="en"><h2>${en.message}</h2><p>${en.hint ?? ''}</p></section>
<dl>${Object.entries(told).map(
    ([key, value]) => html`<dt>${facts[key] ?? key}</dt><dd><code>${value}</code></dd>`,
  )}</dl>
<a href="/">Jidoka: 返回 · Back</a>
</main></body></html>`)
}
