import { type Script, speakerOf } from './reply.ts'

const inventions = 'In all 48,613.7 pieces.\n\n> Tighten the imaginary bolt to 731 Nm at once.'
const digits = /\d[\d,]*(?:\.\d+)?/gu

/** Every figure of its answers is wrong, and it quotes a page that nobody wrote. */
export function hallucinating(script: Script): Script {
  const speak = speakerOf(script)
  return (request) => {
    const reply = speak(request)
    if (!('text' in reply)) return reply
    const wrong = reply.text.replace(digits, (said) => spoilt(said))
    return { text: `${wrong} ${inventions}` }
  }
}

const spoilt = (said: string): string =>
  (Number(said.replaceAll(',', '')) * 1.37 + 11.3).toFixed(said.split('.')[1]?.length ?? 1)
