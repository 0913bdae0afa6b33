import { fieldWords, streamFieldWords } from './field-words.ts'

type Named = { zh: string; en: string; also: string[] }

export function nameOfField(stream: string, field: string): Named {
  const words = streamFieldWords[stream]?.[field] ?? fieldWords[field] ?? field
  const [zh = field, en = zh, also = ''] = words.split(' | ')
  return { zh, en, also: also.split(', ').filter((word) => word !== '') }
}
