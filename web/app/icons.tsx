import type { ReactNode } from 'react'

type Props = { children: ReactNode }

function Icon({ children }: Props) {
  return (
    <svg
      width="22"
      height="22"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

/** 中文, drawn: two letters must not make an English page fetch a Chinese font of a megabyte. */
export const ChineseMark = () => (
  <svg
    width="32"
    height="16"
    viewBox="0 0 32 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.7"
    aria-hidden="true"
  >
    <path d="M2 4.500h12v5.500H2zM8 1v14" />
    <path d="m23.500 1 1.500 2.500M17.500 4.200h13M28 4.500c-1.200 4.800-4.500 8.200-9.800 10M20.200 4.500c1.200 4.800 4.500 8.200 9.800 10" />
  </svg>
)

export const InboxIcon = () => (
  <Icon>
    <path d="M4 13.5 6.5 5h11L20 13.5V19H4z" />
    <path d="M4 13.5h4.5l1.2 2.2h4.6l1.2-2.2H20" />
  </Icon>
)

export const ChatIcon = () => (
  <Icon>
    <path d="M4 5h16v11.5h-8.5L7 20v-3.5H4z" />
    <path d="M8 9.2h8M8 12.4h5" />
  </Icon>
)

export const AuditIcon = () => (
  <Icon>
    <rect x="4" y="4" width="7" height="6" rx="1.5" />
    <rect x="13" y="14" width="7" height="6" rx="1.5" />
    <path d="M7.5 10v4.5a2.5 2.5 0 0 0 2.5 2.5h3" />
  </Icon>
)

export const MetricsIcon = () => (
  <Icon>
    <path d="M4 4v16h16" />
    <path d="m7.500 15 3.800-4.500 3.200 2.500L20 6.500" />
  </Icon>
)

export const LibraryIcon = () => (
  <Icon>
    <path d="M12 6.500c-2-1.500-4.500-2-8-2V18c3.500 0 6 .5 8 2 2-1.500 4.500-2 8-2V4.500c-3.500 0-6 .5-8 2z" />
    <path d="M12 6.500V20" />
  </Icon>
)

export const DataIcon = () => (
  <Icon>
    <ellipse cx="12" cy="6.5" rx="7.500" ry="3" />
    <path d="M4.500 6.500v5.500c0 1.700 3.400 3 7.500 3s7.500-1.300 7.500-3V6.500" />
    <path d="M4.500 12v5.500c0 1.700 3.400 3 7.500 3s7.500-1.300 7.500-3V12" />
  </Icon>
)

export const SunIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />
  </Icon>
)

export const MoonIcon = () => (
  <Icon>
    <path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" />
  </Icon>
)

export const PersonIcon = () => (
  <Icon>
    <circle cx="12" cy="8.5" r="3.7" />
    <path d="M4.8 20c.8-3.8 3.7-5.7 7.2-5.7s6.4 1.9 7.2 5.7" />
  </Icon>
)

export const BackIcon = () => (
  <Icon>
    <path d="M14.5 5.5 8 12l6.5 6.5" />
  </Icon>
)

export const UpIcon = () => (
  <Icon>
    <path d="M12 19V5.500M6 11.500l6-6 6 6" />
  </Icon>
)

export const DownIcon = () => (
  <Icon>
    <path d="M12 5v13.500M6 12.500l6 6 6-6" />
  </Icon>
)

/** Tiles of a board. */
export const PlantIcon = () => (
  <Icon>
    <rect x="4" y="4" width="7" height="7" rx="1.5" />
    <rect x="13" y="4" width="7" height="7" rx="1.5" />
    <rect x="4" y="13" width="7" height="7" rx="1.5" />
    <path d="M13.800 16.500h5.400M16.500 13.800v5.400" />
  </Icon>
)

export const WarningIcon = () => (
  <Icon>
    <path d="M12 4 21 19.500H3z" />
    <path d="M12 10v4.500M12 17v.2" />
  </Icon>
)

/** From one value to the next; not every machine has the letter. */
export const Arrow = () => (
  <svg width="22" height="10" viewBox="0 0 22 10" fill="none" aria-hidden="true">
    <path d="M3 5h15M14.5 1.5 18 5l-3.5 3.5" stroke="currentColor" strokeWidth="1.4" />
  </svg>
)

/** The J of the name, with the cord that stops the line. */
export const BrandMark = () => (
  <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="7" fill="#0b5d66" />
    <path
      d="M20 8v11.500a5.5 5.5 0 0 1-11 0"
      fill="none"
      stroke="#fff"
      strokeWidth="3.4"
      strokeLinecap="round"
    />
    <path d="M14 7.500h9" stroke="#f0b356" strokeWidth="3.4" strokeLinecap="round" />
  </svg>
)
