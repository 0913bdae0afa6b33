/**
 * Words that say nothing of what is asked: the closed classes of both languages, politeness, how an
 * answer is to be given, and the nouns of a plant that stand for all of it. Every other word counts.
 */

const zh = [
  ...['请问', '请', '帮我', '帮忙', '麻烦', '劳驾', '拜托', '谢谢', '多谢', '辛苦', '您好', '你好'],
  ...[
    '我想',
    '想要',
    '我要',
    '想',
    '知道',
    '了解',
    '需要',
    '告诉我?',
    '给我',
    '跟我',
    '说说?',
    '讲讲?',
  ],
  ...[
    '看看?一?下',
    '看看',
    '看一看',
    '瞧瞧?',
    '查一?下',
    '查查',
    '查询',
    '查看',
    '查',
    '看',
    '拉一?下',
  ],
  ...[
    '报一?下',
    '报给我',
    '列一?下',
    '列个',
    '列出来?',
    '列',
    '拆开',
    '拆分',
    '拆',
    '分开',
    '展示',
    '显示',
    '统计',
  ],
  ...[
    '汇报',
    '汇总',
    '发我',
    '给出',
    '分析',
    '算一?下',
    '搞一?下',
    '弄一?下',
    '来一?[个份张下]',
    '说一?[下声]',
    '问一?下',
  ],
  ...[
    '一下子?',
    '一眼',
    '来着',
    '的话',
    '这块',
    '这边',
    '那边',
    '这里',
    '那里',
    '里面?',
    '上面',
    '其中',
    '当中',
  ],
  ...[
    '情况',
    '状况',
    '怎么样',
    '怎样',
    '怎么',
    '如何',
    '咋样',
    '咋',
    '啥样',
    '啥',
    '多少',
    '什么',
    '哪里',
    '哪儿',
  ],
  ...[
    '哪一?[个条台种天家位]?',
    '谁',
    '几[个条台种天家位]?',
    '现在',
    '当前',
    '目前',
    '如今',
    '最近',
    '近期',
    '过去',
  ],
  ...[
    '到底',
    '究竟',
    '具体',
    '详细',
    '主要',
    '大概',
    '大约',
    '左右',
    '基本',
    '一般',
    '分别',
    '各自',
    '各个?',
  ],
  ...[
    '每[个一]?',
    '所有',
    '全部',
    '全厂',
    '全公司',
    '公司',
    '集团',
    '整个',
    '整体',
    '总体',
    '总共',
    '总的',
    '总计',
  ],
  ...[
    '一共',
    '合计',
    '累计',
    '平均',
    '共',
    '总',
    '数据',
    '数值',
    '数字',
    '数',
    '指标',
    '结果',
    '表现',
    '水平',
    '值',
  ],
  ...[
    '有没有',
    '没有',
    '是不是',
    '是否',
    '会不会',
    '能不能',
    '可不可以',
    '可以',
    '能',
    '会',
    '我们',
    '咱们?',
    '咱家',
  ],
  ...[
    '本厂',
    '工厂',
    '厂区',
    '厂里',
    '车间',
    '产线',
    '生产线',
    '线上',
    '机器',
    '设备',
    '机台',
    '机床',
    '班组',
    '班次',
  ],
  ...[
    '产品',
    '型号',
    '以来',
    '期间',
    '时间',
    '时候',
    '哪段',
    '发生',
    '造成',
    '导致',
    '之间',
    '以及',
    '还是',
    '或者',
  ],
  ...[
    '并且',
    '然后',
    '那么',
    '就是',
    '也就是',
    '而且',
    '顺便',
    '另外',
    '同时',
    '加上',
    '只看',
    '只要',
    '单看',
    '光看',
  ],
  ...[
    '换成',
    '改成',
    '改为',
    '变成',
    '再看',
    '再来',
    '下面',
    '分组',
    '分类',
    '生产',
    '老是',
    '总是',
    '经常',
    '做得?',
  ],
  ...[
    '截至',
    '截止',
    '为止',
    '算起',
    '方面',
    '相关',
    '有关',
    '关于',
    '对于',
    '至于',
    '根据',
    '多大',
    '多高',
    '多低',
  ],
  ...[
    '[件箱瓶个只片块根支台套]数?',
    '分钟',
    '小时',
    '钟头',
    '百分[之比]?',
    '画[个张]?',
    '折线图',
    '柱状图',
    '图表',
    '表格',
    '个点',
    '[有到]没',
    '有的',
    '好不好',
  ],
]
const zhSingle =
  '[的了吗呢吧啊呀么嘛哈哦哎喂呗噢和与跟同及或在从到对按给为是有也都还又再才就只最更比各每请个台条种次件张份位名家我你您他她它于其此该这那以把被将让做出高低多少大小好差快慢长短下上里中内外时候比说看要得地之第于哪几]'

/** Longest first, so that `生产线` is not read as `生产`. */
export const zhFunctionWords = new RegExp(
  zh.toSorted((a, b) => b.length - a.length).join('|'),
  'gu',
)

/** Words of characters alone that mean nothing by themselves. */
export const zhParticles = new RegExp(`^${zhSingle}+$`, 'u')

const en = `a an the this that these those there here it its itself they them their theirs we us our ours you your yours
i me my mine he she his her one ones some any all both each every either neither none no not nor only just also too
and or but so then than as if because while when where which what who whom whose why how whether
is are was were be been being am isnt arent wasnt werent do does did done doing dont doesnt didnt have has had having
havent hasnt hadnt can could will would shall should may might must wont cant cannot couldnt wouldnt
whats thats its hows wheres whos theres lets im id ive weve were youre theyre
of in on at by for from to into onto over under with within without about across among between through during per
since until till before after up down out off again ever still yet already even around near versus via regarding
break breaks broken plot chart charts graph graphs draw picture table
show shows give gives tell tells list lists display report reports check pull get gets put see look looking find
let want wants need needs like know please pls plz thanks thank you kindly hi hello hey sorry ok okay quick quickly
wondering curious idea help say said mean means meant talk think
now currently current right moment so far today's time times day days week weeks month months hour hours minute minutes
hrs mins year years date overall total totals sum average avg mean roughly about approximately exactly actually really
basically generally usually simply altogether combined together
value values number numbers figure figures data result results performance level levels stats statistics info information
percent percentage much many more less most least few fewer very quite pretty bit lot lots
plant plants site sites factory factories company group shop workshop floor area line lines machine machines equipment
asset assets team teams crew crews shift shifts product products part parts piece pieces unit units item items pcs
looks look looked go goes going went come comes came run runs doing did perform performs performed performing
get got gotten make makes made take takes took taken happen happened happens
terms respect regards regard side way thing things stuff ones case cases kind kinds sort type types
new whole entire full complete single individual own other others same different respective respectively
first second third last next previous past recent recently latest late
instead split divide divided against standing stand stands spit live present
zero two three four five six seven eight nine ten dozen hundred thousand
count counted grouped
good bad better worse big small high low long short well fine nice`
export const enFunctionWords = new Set(en.split(/\s+/u))
