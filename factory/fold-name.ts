/** How people type a name must not matter: width, case, spaces and hyphens. */
export const foldName = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '')
