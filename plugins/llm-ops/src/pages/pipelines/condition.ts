/** A condition as clients send it. */
type Condition = Record<string, unknown>;

/** A condition as people read it, e.g. `score >= 0.8`. */
export function conditionText({
  task,
  field,
  operator,
  value,
}: Condition): string {
  const name = String(field ?? task);
  const output = field ? name.slice(name.lastIndexOf('.') + 1) : name;
  const wanted = Array.isArray(value) ? value.join(', ') : String(value);
  return `${output} ${operator} ${wanted}`;
}

/** The stage whose outcome a condition looks at. */
export function stageBefore(
  stage: { dependencies?: string[]; condition?: Condition | null },
  earlier: { name: string }[],
): string | undefined {
  const { task, field } = stage.condition ?? {};
  const dot = String(field ?? '').lastIndexOf('.');
  if (task || dot > 0) {
    const name = String(task ?? String(field).slice(0, dot));
    return earlier.some(other => other.name === name) ? name : undefined;
  }
  return [...earlier.map(({ name }) => name), ...(stage.dependencies ?? [])].at(
    -1,
  );
}
