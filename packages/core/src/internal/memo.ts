interface Table<K, V> {
  readonly get: (key: K) => V | undefined
  readonly set: (key: K, value: V) => unknown
}

/** A function that makes what it gives once for each key. */
export const memo = <K, V extends object>(make: (key: K) => V, made: Table<K, V>): ((key: K) => V) => {
  return (key) => {
    let value = made.get(key)
    if (value === undefined) made.set(key, (value = make(key)))
    return value
  }
}
