import type { Language } from '../app/format.ts'

/** A size as people say it: `340 KB`, `1.2 GB`. */
export function formatBytes(bytes: number, language: Language): string {
  const [unit, size] =
    bytes >= 1024 ** 3
      ? ['GB', 1024 ** 3]
      : bytes >= 1024 ** 2
        ? ['MB', 1024 ** 2]
        : bytes >= 1024
          ? ['KB', 1024]
          : ['B', 1]
  const digits = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    maximumFractionDigits: bytes >= 1024 ** 2 ? 1 : 0,
  }).format(bytes / Number(size))
  return `${digits} ${unit}`
}
