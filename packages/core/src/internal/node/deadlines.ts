/** What may take too long. */
export interface Timed {
  /** In milliseconds of `performance.now()`. */
  readonly deadline: number
  readonly expire: () => void
}

const longestTimer = 2 ** 31 - 1

/** One timer for all that is under way: a timer set and cleared for each call is a tenth of its cost. */
export class Deadlines {
  private readonly timed = new Set<Timed>()
  private timer: NodeJS.Timeout | undefined = undefined
  private next = Infinity

  add(timed: Timed): void {
    this.timed.add(timed)
    if (timed.deadline < this.next) this.arm(timed.deadline)
  }

  remove(timed: Timed): void {
    this.timed.delete(timed)
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
    let next = Infinity
    for (const timed of this.timed) {
      if (timed.deadline <= now) timed.expire()
      else next = Math.min(next, timed.deadline)
    }
    this.next = Infinity
    if (next !== Infinity) this.arm(next)
  }
}
