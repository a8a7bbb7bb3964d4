/** Where an object stands: `{}` at the root, which Grafana writes in three ways. */
export const inFolder = <Field extends string>(
  field: Field,
  uid: string | undefined
): { readonly [F in Field]?: string } =>
  // Sound: the one field that the object may have is the one that it is asked for.
  (uid === undefined || uid === "" || uid === "general" ? {} : { [field]: uid }) as { [F in Field]?: string }
