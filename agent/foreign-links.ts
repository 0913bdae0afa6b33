import type { Language } from '../base/language.ts'

const target = String.raw`\(((?:[^()]|\([^()]*\))*)\)`
const image = new RegExp(String.raw`!\[([^\]]*)\]${target}`, 'gu')
const link = new RegExp(String.raw`\[([^\]]*)\]${target}`, 'gu')
const tag =
  /<\/?(?:a|audio|base|embed|form|iframe|img|link|meta|object|script|source|style|svg|video)\b[^>]*>/giu
const address =
  /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.|(?:javascript|vbscript):|data:[a-z]+\/)[^\s<>()"'，。；）]+/giu

const removed: Record<Language, string> = { zh: '(链接已移除)', en: '(link removed)' }

/**
 * A model's answer without pictures, tags and addresses that lead elsewhere: whoever opens one tells
 * its owner what stands in it. The words of a link stay; the inbox is the only place to go.
 */
export function withoutForeignLinks(
  answer: string,
  { baseUrl, language }: { baseUrl: string; language: Language },
): string {
  const isOwn = (url: string) =>
    /^\/(?!\/)/.test(url) || url === baseUrl || url.startsWith(`${baseUrl}/`)
  return answer
    .replace(image, '$1')
    .replace(tag, '')
    .replace(link, (whole, words: string, url: string) => (isOwn(url.trim()) ? whole : words))
    .replace(address, (url) => (isOwn(url) ? url : removed[language]))
}
