/** What may take too long. */
export interface Timed {
  /** In milliseconds of `performance.now()`. */
  readonly deadline: number
  readonly expire: () => void
  /** Where it stands, as long as it does. */
  place: number
}

const longestTimer = 2 ** 31 - 1

/** One timer for all that is under way: setting and clearing one for each call is a tenth of its cost. */
export class Deadlines {
  /** In no order. A Set that comes and goes at this rate keeps what it held until a major collection (V8 11). */
  private readonly timed: Array<Timed> = []
  private timer: NodeJS.Timeout | undefined = undefined
  private next = Infinity

  add(timed: Timed): void {
    timed.place = this.timed.push(timed) - 1
    if (timed.deadline < this.next) this.arm(timed.deadline)
  }

  remove(timed: Timed): void {
    const last = this.timed.pop()
    if (last === undefined || last === timed) return
    this.timed[timed.place] = last
    last.place = timed.place
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private arm(deadline: number): void {
    clearTimeout(this.timer)
    this.next = deadline
    const millis = Math.min(Math.ceil(deadline - performance.now()), longestTimer)
    // The sockets keep the process alive, as long as there is something to wait for.
    this.timer = setTimeout(this.ring, millis).unref()
  }

  private readonly ring = (): void => {
    const now = performance.now()
    for (const timed of this.timed.filter(({ deadline }) => deadline <= now)) timed.expire()
    this.next = Infinity
    if (this.timed.length > 0)
      this.arm(this.timed.reduce((next, { deadline }) => Math.min(next, deadline), Infinity))
  }
}
