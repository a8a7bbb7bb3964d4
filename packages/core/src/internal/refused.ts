/** Why an input is not sent, or the body of a success not taken; thrown by the parts of a codec. */
export class Refused extends Error {}

/** For who catches it: a defect stays one. */
export const refusal = (thrown: unknown): Refused => {
  if (thrown instanceof Refused) return thrown
  throw thrown
}
