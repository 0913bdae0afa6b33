import './mantine.ts'
import './tokens.css'
import './base.css'
import './chinese.css'
import { MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { ApiError } from './api.ts'
import { keepShell } from './keep-shell.ts'
import { LanguageProvider } from './language.tsx'
import { reloadWhenReplaced } from './replaced.ts'
import { router } from './router.ts'
import { meKey } from './session.ts'
import { neutralColours, theme } from './theme.ts'

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended anywhere shows the sign-in page; one that was renewed meanwhile does not.
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401)
        void client.invalidateQueries({ queryKey: meKey })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) =>
        count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
})

const app = (
  <MantineProvider theme={theme} cssVariablesResolver={neutralColours} defaultColorScheme="auto">
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </MantineProvider>
)

/** A page that came with the shell is drawn at once with it, and not after it. */
async function draw(place: HTMLElement): Promise<void> {
  await Promise.race([router.load(), new Promise((soon) => setTimeout(soon))])
  createRoot(place).render(app)
}

reloadWhenReplaced()
keepShell()
const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')
void draw(place)
