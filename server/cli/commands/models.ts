import { AppError } from '../../../base/app-error.ts'
import type { Language } from '../../../base/language.ts'
import type { ModelUsage } from '../../operations/model-usage.ts'
import { asOption, type Command, jsonOption } from '../command.ts'

export const modelsUsage: Command = {
  name: 'models usage',
  args: '',
  summary:
    'What language models were used for, by day, person and model, with the limits of a day.',
  options: {
    ...jsonOption,
    ...asOption,
    days: { value: 'N', help: 'how many UTC days, today included (default: 7)' },
    language: { value: 'zh|en', help: "language of the words (default: the person's)" },
  },
  run: async ({ given, text, io, print, connect }) => {
    const connection = await connect()
    const input = given('days') ? { days: Number(text('days')) } : {}
    const usage = await connection.perform('models-usage', input, {
      as: text('as'),
      signal: io.signal,
    })
    const language = given('language') ? languageOf(text('language')) : usage.language
    if (given('json')) print(JSON.stringify(usage))
    else for (const line of usageLines(usage, language)) print(line)
    return 0
  },
}

function languageOf(typed: string | undefined): Language {
  if (typed === 'zh' || typed === 'en') return typed
  throw new AppError('invalid_input', `--language: "${typed}" is not known.`, {
    field: '--language',
    hint: 'Say zh or en.',
  })
}

function usageLines(usage: ModelUsage, language: Language): string[] {
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const { from, to, of, limits, lines, total, today } = usage
  const amounts = (used: { tokens: number; cost: number }) =>
    `${used.tokens} token${language === 'en' && used.tokens !== 1 ? 's' : ''}, ${money(used.cost, limits.currency)}`
  const whose = of === 'everybody' ? say('所有人', 'everybody') : say('本人', 'yourself')
  const rows = lines.map(
    (line) =>
      `${line.day}  ${line.userId}  ${line.model}  ${say(`${line.calls} 次调用`, `${line.calls} calls`)}  ${amounts(line)}`,
  )
  return [
    say(`${from} 至 ${to}(UTC),${whose}:`, `${from} to ${to} (UTC), of ${whose}:`),
    ...(rows.length === 0
      ? [say('没有用过语言模型,没有费用。', 'No language model was used, and nothing was spent.')]
      : rows),
    say(
      `合计 ${amounts(total)};今天 ${amounts(today)}`,
      `total ${amounts(total)}; today ${amounts(today)}`,
    ),
    limitLine(limits, say),
  ]
}

const money = (cost: number, currency: string): string => `${Number(cost.toFixed(4))} ${currency}`

function limitLine(
  { userTokens, allTokens, userCost, allCost, currency }: ModelUsage['limits'],
  say: (zh: string, en: string) => string,
): string {
  const set = [
    userTokens !== undefined && say(`每人 ${userTokens} token`, `${userTokens} tokens a person`),
    allTokens !== undefined && say(`全部 ${allTokens} token`, `${allTokens} tokens in all`),
    userCost !== undefined &&
      say(`每人 ${money(userCost, currency)}`, `${money(userCost, currency)} a person`),
    allCost !== undefined &&
      say(`全部 ${money(allCost, currency)}`, `${money(allCost, currency)} in all`),
  ].filter((one) => one !== false)
  const none = say('没有设置', 'none')
  return say(`每日限额:${set.join('、') || none}`, `limits of a day: ${set.join(', ') || none}`)
}
