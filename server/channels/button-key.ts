import type { Button, Shown } from './contract.ts'
import { readShown, writeShown } from './shown-value.ts'

/** For vendors whose buttons carry one text: what it does, and what was shown. */
export const writeButton = (does: Button['does'], shown: Shown): string =>
  `${does} ${writeShown(shown)}`

/** An approval that a button carries; null for anything else: the rest takes a page. */
export function readButton(key: string): { shown: Shown; verdict: { verdict: 'approve' } } | null {
  const [does, value = ''] = splitOnce(key)
  const shown = does === 'approve' ? readShown(value) : null
  return shown === null ? null : { shown, verdict: { verdict: 'approve' } }
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(' ')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
