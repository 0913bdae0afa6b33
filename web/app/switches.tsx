import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { ChineseMark, MoonIcon, SunIcon } from './icons.tsx'
import { useLanguage } from './language.tsx'

/** Named in the language that it leads to, so that nobody is lost in the wrong one. */
export function LanguageSwitch() {
  const { language, setLanguage } = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Button
      variant="subtle"
      color="gray"
      px={10}
      size="sm"
      aria-label={other === 'zh' ? '中文' : undefined}
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLanguage(other)}
    >
      {other === 'zh' ? <ChineseMark /> : 'English'}
    </Button>
  )
}

export function ThemeSwitch() {
  const { theme } = useLanguage().words.app
  const { setColorScheme } = useMantineColorScheme()
  const other = useComputedColorScheme('light') === 'dark' ? 'light' : 'dark'
  return (
    <ActionIcon
      aria-label={theme[other]}
      title={theme[other]}
      onClick={() => setColorScheme(other)}
    >
      {other === 'dark' ? <MoonIcon /> : <SunIcon />}
    </ActionIcon>
  )
}
