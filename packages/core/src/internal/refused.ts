/** Why an input is not sent. A value, not thrown: encoding is plain code on the hot path. */
export class Refused {
  constructor(readonly message: string) {}
}
