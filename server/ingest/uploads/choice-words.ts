/** What people write for the values of a choice, beside the values themselves. */
const words: Record<string, string[]> = {
  production: ['生产', '运行', '生产中', '加工', 'running', 'run', 'producing'],
  setup: ['换型', '调机', '换线', '准备', 'set-up', 'changeover'],
  delay: ['待料', '等待', '延误', '待机', 'idle', 'waiting', 'starved', 'blocked'],
  down: ['停机', '故障', '故障停机', '宕机', 'downtime', 'stopped', 'fault'],
  planned_stop: ['计划停机', '休息', '保养', '关机', 'planned stop', 'break', 'off'],
  planned: ['计划', '未开工', '未下达', '计划停机', 'new'],
  released: ['已下达', '下达', '放行', '合格', 'ok'],
  running: ['生产中', '进行中', '在制', 'in progress', 'wip'],
  completed: ['完成', '已完成', '完工', '已完工', '结案', 'done', 'closed', 'finished'],
  cancelled: ['取消', '已取消', '作废', 'canceled'],
  waiting: ['等待', '未开始', '待加工', 'open'],
  corrective: ['故障维修', '维修', '事后维修', '抢修', '紧急维修', 'repair', 'breakdown'],
  preventive: ['保养', '预防', '预防性维护', '计划保养', '定期保养', 'pm'],
  inspection: ['点检', '巡检', '检查', 'check'],
  open: ['未处理', '待处理', '打开', '待定', '未关闭', 'new'],
  in_progress: ['处理中', '进行中', '维修中', 'wip'],
  closed: ['已关闭', '关闭', '已完成', '完成', 'done', 'completed'],
  low: ['低', '一般'],
  medium: ['中', '普通', 'normal'],
  high: ['高', '重要'],
  urgent: ['紧急', '特急', '加急', 'critical'],
  held: ['冻结', '暂扣', '待判', 'hold', 'on hold'],
  scrapped: ['报废', '不合格', 'scrap'],
  area: ['区域', '车间'],
  line: ['产线', '生产线', '线'],
  cell: ['单元', '工位'],
  machine: ['设备', '机台', '机床'],
  failure: ['故障', '设备故障', 'breakdown'],
  material: ['缺料', '待料', '物料'],
  minor_stop: ['短停', '小停机', 'minor stop'],
  maintenance: ['保养', '维护', '定期保养', 'service'],
  health: ['设备健康', '健康', '预警', '状态监测', 'condition'],
  other: ['其他', '其它'],
  good: ['好', '正常', '有效'],
  bad: ['坏', '异常', '无效'],
  uncertain: ['存疑', '不确定'],
}

/** Every way to write the choices of one field; a word of two of them stands for the first. */
export function choiceMap(choices: readonly string[]): Record<string, string> {
  const map = new Map<string, string>()
  for (const choice of choices) {
    for (const word of [choice, choice.replaceAll('_', ' '), ...(words[choice] ?? [])]) {
      for (const written of [word, word.toUpperCase(), capital(word)]) {
        if (!map.has(written)) map.set(written, choice)
      }
    }
  }
  return Object.fromEntries(map)
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)
