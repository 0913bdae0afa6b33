/** Reads an element that is known to exist; small enough that the compiler puts it in place. */
export const at = (array: Int32Array, index: number): number => array[index] as number
