import { useLanguage } from '../app/language.tsx'

const en = {
  download: 'Download',
  png: 'PNG',
  xlsx: 'XLSX',
  pngFailed: 'The picture could not be drawn. Try again, or take the XLSX.',
  xlsxFailed: 'The file could not be made. Try again in a moment.',
}

const zh: typeof en = {
  download: '下载',
  png: 'PNG',
  xlsx: 'XLSX',
  pngFailed: '图片未能生成。请重试，或下载 XLSX。',
  xlsxFailed: '文件未能生成，请稍后重试。',
}

const fileWords = { en, zh }

export const useFileWords = () => fileWords[useLanguage().language]
