import { listed } from './listed.ts'

/**
 * Words that say which, right before the name of a figure or of a record: `单日产量`, `my tickets`, `first output`.
 * Elsewhere in a question many of them mean nothing; here the whole would be told for a part of it.
 */
export const narrowing = listed({
  zh: `
    计划内 计划外 中位数? 第[一二两三四五]次? 二次 两次 上一?次 首次 首件 末件 日均 人均 班均 单日 单班 净 毛 加急 插单 紧急 长时间 短时间 外协 试产 试制 样品 样件 备用 旧 新 调整后 标准
    机械 电气 液压 气动 关键 重点 国内 出口 外销 内销 漏报 相对 绝对 峰值 安全相关 质保 保修期?内? 小批量? 大批量? 我的 本人 个人 我自己的 可用 逾期 取消 被驳回 高端 合并 部分 人为 预计 预测 理论 目标
  `,
  en: `
    single[- ](?:day|shift|piece) | first | second | third | last | previous | next | small | large | new | old | short | long | paid | unpaid | my | mine | his | her | rush | urgent | overdue | idle | percentage | expected |
    weighted | normali[sz]ed | adjusted | budgeted | repeated | exported | assigned | unassigned | expired | reported | unreported | estimated | missing | rejected | approved | closed | cancelled | frozen | safety[- ]related | customer[- ]related
  `,
})
