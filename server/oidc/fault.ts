import { AppError, type ErrorCode, type Said } from '../../base/app-error.ts'

type Fault = { code: ErrorCode; en: Required<Said>; zh: Required<Said> }

const begin = { en: 'Go back and begin again.', zh: '请返回重新开始。' }
const operator = {
  en: 'Tell whoever runs this server: `jidoka doctor` says what is wrong.',
  zh: '请联系本服务器的维护人员：`jidoka doctor` 会说明问题所在。',
}
const say = (code: ErrorCode, en: [string, string], zh: [string, string]): Fault => ({
  ...{ code, en: { message: en[0], hint: en[1] }, zh: { message: zh[0], hint: zh[1] } },
})

/** Everything that a sign-in by the provider can come to besides a session, with what to do next. */
const faults = {
  provider_down: say(
    'unavailable',
    ['The sign-in provider does not answer.', `Try again in a minute. ${operator.en}`],
    ['登录提供方没有应答。', `请一分钟后再试。${operator.zh}`],
  ),
  misconfigured: say(
    'unavailable',
    ['This server and the sign-in provider do not fit together.', operator.en],
    ['本服务器与登录提供方的配置不一致。', operator.zh],
  ),
  clock_wrong: say(
    'unavailable',
    [
      'The clocks of this server and of the sign-in provider differ.',
      'Tell whoever runs this server to set its clock (NTP), then begin again.',
    ],
    ['本服务器与登录提供方的时钟不一致。', '请维护人员校准服务器时钟（NTP），然后重新开始。'],
  ),
  refused_there: say(
    'forbidden',
    [
      'The sign-in was refused or broken off at the provider.',
      'Begin again and agree there; if you may not, ask the administrator of the provider.',
    ],
    [
      '在登录提供方处被拒绝或中断。',
      '请重新开始并在那里同意；如无权限，请联系登录提供方的管理员。',
    ],
  ),
  state_lost: say(
    'invalid_input',
    [
      'This answer does not belong to a sign-in that was begun in this browser, or it is over.',
      `${begin.en} Stay in one browser, with cookies on, and finish within ten minutes.`,
    ],
    [
      '此应答不属于本浏览器发起的登录，或已过期。',
      `${begin.zh}请使用同一浏览器并允许 Cookie，在十分钟内完成。`,
    ],
  ),
  token_wrong: say(
    'unauthenticated',
    ['What the provider said of you could not be verified.', `${begin.en} ${operator.en}`],
    ['无法验证登录提供方给出的身份。', `${begin.zh}${operator.zh}`],
  ),
  unknown_person: say(
    'forbidden',
    [
      'The provider knows you, but no account here is bound to you.',
      'Send the subject below to an administrator of your site: they bind it to your account under Accounts.',
    ],
    [
      '登录提供方认识您，但这里没有账号与您绑定。',
      '请把下面的标识发给您工厂的管理员，由其在“账号”页面绑定。',
    ],
  ),
  locked: say(
    'forbidden',
    ['Your account here is locked.', 'Ask an administrator of your site.'],
    ['您在这里的账号已停用。', '请联系您工厂的管理员。'],
  ),
  other_person: say(
    'forbidden',
    [
      'Somebody else signed in at the provider than is signed in here. Nothing was signed.',
      'Sign out at the provider, then sign in there as yourself.',
    ],
    ['在登录提供方登录的不是这里登录的人，未作任何签署。', '请先在登录提供方退出，再以本人登录。'],
  ),
  not_again: say(
    'forbidden',
    [
      'The provider did not ask you to sign in anew, or does not say when you did.',
      `${begin.en} ${operator.en} The provider must send the claim auth_time.`,
    ],
    [
      '登录提供方没有要求您重新登录，或未说明登录时间。',
      `${begin.zh}${operator.zh}登录提供方须给出 auth_time。`,
    ],
  ),
} satisfies Record<string, Fault>

export type SignInFault = keyof typeof faults

/** `cause` is for the log; `field` says which fault it is. */
export function signInFault(why: SignInFault, cause?: unknown): AppError {
  const { code, en, zh } = faults[why]
  return new AppError(code, en.message, { field: why, hint: en.hint, zh, cause })
}
