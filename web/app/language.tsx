import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react'
import type { Language } from './format.ts'
import { useMe } from './session.ts'
import { en, type Words } from './words/en.ts'
import { zh } from './words/zh.ts'

export type { Language } from './format.ts'

type Chosen = { language: Language; setLanguage: (language: Language) => void; words: Words }

const dictionaries: Record<Language, Words> = { zh, en }
const storageKey = 'jidoka.language'

const LanguageContext = createContext<Chosen | null>(null)

/** What the person chose here, else what the account says, else what the browser asks for. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const { data: me } = useMe()
  const [chosen, setChosen] = useState<Language | null>(storedLanguage)
  const language = chosen ?? me?.language ?? browserLanguage()
  const setLanguage = useCallback((next: Language) => {
    setChosen(next)
    try {
      localStorage.setItem(storageKey, next)
    } catch {
      // A browser that stores nothing still switches until it is closed.
    }
  }, [])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const value = useMemo(
    () => ({ language, setLanguage, words: dictionaries[language] }),
    [language, setLanguage],
  )
  return <LanguageContext value={value}>{children}</LanguageContext>
}

export function useLanguage(): Chosen {
  const value = use(LanguageContext)
  if (value === null) throw new Error('useLanguage needs a LanguageProvider')
  return value
}

export type Site = { id: string; name: string; zone: string }

/** The sites of the signed-in person, named in the language of the page. */
export function useSites(): Site[] {
  const { language } = useLanguage()
  const { data: me } = useMe()
  return useMemo(
    () =>
      (me?.sites ?? []).map(({ id, nameZh, nameEn, zone }) => ({
        id,
        name: language === 'zh' ? nameZh : nameEn,
        zone,
      })),
    [me, language],
  )
}

/** A site by its id; an unknown one keeps its id and is told in UTC. */
export function useSite(id: string): Site {
  return useSites().find((site) => site.id === id) ?? { id, name: id, zone: 'UTC' }
}

/** The site that an address names, else one's first. */
export function useChosenSite(id: string | undefined): Site {
  const [first] = useSites()
  return useSite(id ?? first?.id ?? '')
}

function storedLanguage(): Language | null {
  try {
    const stored = localStorage.getItem(storageKey)
    return stored === 'zh' || stored === 'en' ? stored : null
  } catch {
    return null
  }
}

const browserLanguage = (): Language => (navigator.language.startsWith('zh') ? 'zh' : 'en')
