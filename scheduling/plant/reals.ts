/** Reads an element that is known to exist; beside `at`, so that each sees one kind of array. */
export const real = (array: Float64Array, index: number): number => array[index] as number
