import type { ReadingWords } from './words-en.ts'

export const zh: ReadingWords = {
  site: '工厂',
  refused: '这样问无法回答',
  notSent: '没有发送成功，请再试一次。',
  propose: '提交提案',
  filed: '提案已提交，等待有权限的人审批；在此之前什么都不会改变。',
  openProposal: '打开提案',
  asIs: '假设与缺失',
  read: (rows, at) => `读取 ${rows} 行，数据截至 ${at}`,
  back: '全部列表',
  days: (count) => `${count} 天`,
  window: '考察天数',
  shown: (shown, total) => `共 ${total} 项，显示 ${shown} 项。`,
  tabs: { health: '设备健康', quality: '质量', supply: '供应', process: '工艺', tickets: '工单' },
}
