/** Type of a cell in JSON's words; undefined when there is nothing in it. */
function typeOf(cell: unknown): string | undefined {
  if (cell === null || cell === undefined || cell === '') {
    return undefined;
  }
  return Array.isArray(cell) ? 'array' : typeof cell;
}

/** Counts, for each column, how many cells are filled and of which type. */
export class ColumnFacts {
  readonly #types = new Map<string, Map<string, number>>();

  add(column: string, cell: unknown): void {
    const counts = this.#types.get(column) ?? new Map<string, number>();
    this.#types.set(column, counts);
    const type = typeOf(cell);
    if (type) {
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
  }

  /**
   * Percent of cells of the table that are empty or not there, and percent of
   * filled ones that have the type most cells of their column have.
   */
  summary(rows: number): { missingPercent: number; compliancePercent: number } {
    let filled = 0;
    let usual = 0;
    for (const counts of this.#types.values()) {
      const numbers = [...counts.values()];
      filled += numbers.reduce((sum, n) => sum + n, 0);
      usual += Math.max(0, ...numbers);
    }
    const cells = rows * this.#types.size;
    return {
      missingPercent: cells === 0 ? 0 : (100 * (cells - filled)) / cells,
      compliancePercent: filled === 0 ? 100 : (100 * usual) / filled,
    };
  }
}
