import type { Language } from '../base/language.ts'

const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

const units: Record<string, Record<Language, string>> = {
  pp: { zh: '个百分点', en: 'pp' },
  count: { zh: '', en: '' },
  pieces: { zh: '件', en: 'pcs' },
  h: { zh: '小时', en: 'h' },
  min: { zh: '分钟', en: 'min' },
  s: { zh: '秒', en: 's' },
  'kWh/piece': { zh: 'kWh/件', en: 'kWh/pc' },
  'pieces/h': { zh: '件/小时', en: 'pcs/h' },
  days: { zh: '天', en: 'days' },
  turns: { zh: '次', en: 'turns' },
  index: { zh: '', en: '' },
}

/** A quantity as people read it: grouped digits, as many decimals as matter, its unit behind. */
export function formatNumber(value: number | null, unit: string, language: Language): string {
  if (value === null) return '–'
  const digits = new Intl.NumberFormat(locales[language], {
    maximumFractionDigits: decimalsOf(value),
  }).format(value)
  const shown = units[unit]?.[language] ?? unit
  if (shown === '') return digits
  return shown === '%' || shown === '‰' ? `${digits}${shown}` : `${digits} ${shown}`
}

function decimalsOf(value: number): number {
  const size = Math.abs(value)
  if (size >= 1000) return 0
  if (size >= 10) return 1
  return size >= 1 ? 2 : 3
}
