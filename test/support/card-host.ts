/**
 * Runs in a browser: a page that hosts MCP Apps, made of what the extension's own package gives hosts.
 * The card is in a sandbox that may run scripts and reach nothing.
 */
import {
  AppBridge,
  type McpUiHostContext,
  PostMessageTransport,
} from '@modelcontextprotocol/ext-apps/app-bridge'

type Tool = NonNullable<McpUiHostContext['toolInfo']>['tool']
type Result = Parameters<AppBridge['sendToolResult']>[0]
export type Shown = {
  html: string
  call: { name: string; arguments: Record<string, unknown> }
  result: Result
  /** As the server lists it. */
  tool: Tool
  locale: string
  theme: 'light' | 'dark'
}

/** What hosts allow a card that declares nothing. */
const policy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; connect-src 'none'"

async function show({ html, call, result, tool, locale, theme }: Shown): Promise<void> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.style.width = '100%'
  document.body.style.colorScheme = theme
  document.body.replaceChildren(frame)
  const view = frame.contentWindow
  if (view === null) throw new Error('the frame has no window')
  const host = { name: 'host-of-a-test', version: '1' }
  const hostContext = { locale, theme, toolInfo: { tool } }
  const bridge = new AppBridge(null, host, { openLinks: {} }, { hostContext })
  bridge.onopenlink = async ({ url }) => {
    document.body.dataset.opened = url
    return {}
  }
  bridge.addEventListener('sizechange', ({ height }) => {
    if (height !== undefined) frame.style.height = `${height}px`
  })
  const ready = new Promise<void>((resolve) =>
    bridge.addEventListener('initialized', () => resolve()),
  )
  await bridge.connect(new PostMessageTransport(view, view))
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}">${html}`
  await ready
  await bridge.sendToolInput({ arguments: call.arguments })
  await bridge.sendToolResult(result)
}

declare global {
  interface Window {
    show: typeof show
  }
}
window.show = show
