import type { Language } from '../../base/language.ts'
import type { TrainedLife } from '../../factory/index.ts'
import { readable } from './readable.ts'

const shown = (value: number): string => String(readable(Number(value.toPrecision(3))))

const whyNot = {
  down_now: { zh: '设备正停机', en: 'it is down now' },
  age_unknown: {
    zh: '没有它自己的故障与修复记录',
    en: 'no failure and repair of its own is recorded',
  },
  start_not_measured: {
    zh: '上次修复后的开头没有测量值',
    en: 'the beginning since its last repair was not measured',
  },
  too_few_steps: { zh: '上次修复后运行还太短', en: 'it ran too little since its last repair' },
  sensors_missing: { zh: '测点缺得太多', en: 'too many sensors are missing' },
} as const

/** Remaining life by the deployed model, with its interval, its version and how far it can be trusted. */
export function sayRemaining(trained: TrainedLife, language: Language): string[] {
  const { model, ahead, nullReason, outside } = trained
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en)
  const by = say(`剩余寿命(训练模型 ${model.id})`, `remaining life (trained model ${model.id})`)
  if (ahead === null) {
    const why = nullReason === null ? '' : whyNot[nullReason][language]
    return [say(`${by}:无,${why}`, `${by}: none, ${why}`)]
  }
  const { remaining, low, high, drift } = ahead
  const { report, capDays } = model
  const isFar = remaining >= 0.98 * capDays
  const value = isFar
    ? say(`${shown(capDays)} 天以上`, `${shown(capDays)} days or more`)
    : say(`${shown(remaining)} 天`, `${shown(remaining)} days`)
  const to = high === null ? say('更久', 'more') : shown(high)
  const held = Math.round(100 * report.coverage)
  const weibull =
    report.weibull === null
      ? ''
      : say(`,Weibull 为 ${shown(report.weibull.rmse)}`, `, Weibull ${shown(report.weibull.rmse)}`)
  const names = outside.map(({ nameZh, nameEn }) => say(nameZh, nameEn)).join(say('、', ', '))
  return [
    say(
      `${by}:${value}(${shown(low)} 至 ${to};留出设备上此区间含真值 ${held}%,误差 RMSE ${shown(report.rmse)} 天${weibull})`,
      `${by}: ${value} (${shown(low)} to ${to}; on held-out machines such an interval held ${held} %, error RMSE ${shown(report.rmse)} days${weibull})`,
    ),
    ...(drift.isOutside
      ? [
          say(
            `它现在的数据超出模型学过的范围(${names || `${Math.round(100 * drift.share)}% 的特征`}):剩余寿命不可靠`,
            `what it shows now is outside what the model learnt (${names || `${Math.round(100 * drift.share)} % of the features`}): do not rely on its remaining life`,
          ),
        ]
      : []),
  ]
}
