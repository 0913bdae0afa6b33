import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core'

/** One accent; amber and red belong to the andon and are never decoration. */
const petrol: MantineColorsTuple = [
  ...(['#e8f3f4', '#d2e6e8', '#a5cfd3', '#75b6bd', '#4a9ea7', '#2a8791'] as const),
  ...(['#14717b', '#0b5d66', '#084a52', '#06383e'] as const),
]

const filled = {
  background: 'var(--accent)',
  hover: 'var(--accent-hover)',
  color: 'var(--accent-ink)',
  border: '1px solid transparent',
}

export const theme = createTheme({
  colors: { petrol },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: (input) =>
    input.variant === 'filled' && input.color === input.theme.primaryColor
      ? filled
      : defaultVariantColorsResolver(input),
  defaultRadius: 6,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'md' }, styles: { root: { minHeight: 44 } } },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
  },
})

const ours = {
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--accent-ink)',
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-faint)',
  '--mantine-color-placeholder': 'var(--ink-faint)',
  '--mantine-color-error': 'var(--red)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--sunk)',
  '--mantine-color-disabled-color': 'var(--ink-faint)',
  '--mantine-color-disabled-border': 'var(--line)',
}

/** Mantine's neutral colours are ours in either scheme: tokens.css holds them once. */
export const neutralColours: CSSVariablesResolver = () => ({
  variables: {},
  light: ours,
  dark: ours,
})
