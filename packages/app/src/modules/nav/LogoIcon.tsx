/** Four steps of a model's life, joined. */
export const LogoIcon = () => (
  <svg
    width="28"
    height="28"
    viewBox="0 0 28 28"
    fill="none"
    stroke="#7df3e1"
    strokeWidth="2"
    role="img"
    aria-label="LLM-Ops"
  >
    <path d="M5 21 L11 9 L17 19 L23 7" />
    {[
      [5, 21],
      [11, 9],
      [17, 19],
      [23, 7],
    ].map(([x, y]) => (
      <circle key={x} cx={x} cy={y} r="2.5" fill="#171717" />
    ))}
  </svg>
);
