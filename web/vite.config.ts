import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { pdfParts } from './pdf-parts.ts'

export default defineConfig({
  plugins: [react(), pdfParts()],
  build: {
    target: 'es2022',
    // The content security policy lets fonts and pictures in as files of this server.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // In kB before compression; what counts is the first load, 250 kB compressed.
    chunkSizeWarningLimit: 800,
  },
})
