/** Thrown when a condition is invalid. `position` counts characters from 0. */
export class ConditionError extends SyntaxError {
  /** @override */
  name = /** @type {const} */ ('ConditionError')

  /**
   * @param {string} message
   * @param {number} position
   */
  constructor(message, position) {
    super(message)
    this.position = position
  }
}
