import type { Language } from '../base/language.ts'

const image = /!\[([^\]]*)\]\([^)]*\)/gu
const link = /\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)/gu
const tag = /<\/?[a-z][^>]*>/giu
const address = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<>()"'，。；）]+/giu

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
    url.startsWith('/') || url === baseUrl || url.startsWith(`${baseUrl}/`)
  return answer
    .replace(image, '$1')
    .replace(tag, '')
    .replace(link, (whole, words: string, url: string) => (isOwn(url) ? whole : words))
    .replace(address, (url) => (isOwn(url) ? url : removed[language]))
}
