import { AppError } from '../../base/app-error.ts'

/** @throws AppError that names the order, what is wrong with it and what to do */
export function refuseOrder({ id }: { id: string }, what: string, hint: string): never {
  throw new AppError('invalid_input', `Order ${id} ${what}.`, { hint, field: 'orders' })
}
