/** How often the process notes that it is not busy, in milliseconds. */
const BEAT = 50

/** Milliseconds in which this process was so busy that it read nothing, since the first request. */
let busyTime = 0
let lastBeat = 0
let waiting = 0
let heart: NodeJS.Timeout | undefined

function beat(): void {
  const now = performance.now()
  const late = now - lastBeat - BEAT
  if (late > BEAT) busyTime += late
  lastBeat = now
}

/**
 * Calls `run` after `ms` milliseconds. The time in which this process was busy does not count: a response may have
 * arrived and wait to be read.
 *
 * @returns a function that ends the wait
 */
export function afterPatience(ms: number, run: () => void): () => void {
  if (waiting === 0) {
    lastBeat = performance.now()
    heart = setInterval(beat, BEAT)
    heart.unref()
  }
  waiting += 1
  let [timer, busyBefore, isOver] = [setTimeout(fire, ms), busyTime, false]

  function fire(): void {
    beat()
    const missed = busyTime - busyBefore
    busyBefore = busyTime
    // What has arrived by now is read first.
    if (missed === 0) setImmediate(() => isOver || run())
    else timer = setTimeout(fire, missed)
  }

  return () => {
    if (isOver) return
    isOver = true
    clearTimeout(timer)
    waiting -= 1
    if (waiting === 0) clearInterval(heart)
  }
}
