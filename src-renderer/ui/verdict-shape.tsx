/** The four verdict shapes, never told apart by colour alone: ● tick, ▲ question mark, octagon with a cross, dashed ring. */
import type { ReactNode } from 'react';

export type ShapeLevel = 'PASS' | 'UNSURE' | 'FAIL' | 'NONE';

const drawings: Readonly<Record<ShapeLevel, ReactNode>> = {
  PASS: (
    <>
      <circle cx="16" cy="16" r="15" fill="currentColor" />
      <path d="M9 16.5l5 5 9.5-10.5" {...stroke('3')} />
    </>
  ),
  UNSURE: (
    <>
      <path d="M16 2.5 30.5 28.5h-29z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M12.6 14.2c.4-4 6.8-3.6 6.4.4-.2 2.2-3 2.4-3 5" {...stroke('2.4')} />
      <circle cx="16" cy="24" r="1.6" fill="#fff" />
    </>
  ),
  FAIL: (
    <>
      <path d="M10 1.5h12l8.5 8.5v12L22 30.5H10L1.5 22V10z" fill="currentColor" />
      <path d="M10.5 10.5l11 11m0-11l-11 11" {...stroke('3')} />
    </>
  ),
  NONE: (
    <circle
      cx="16"
      cy="16"
      r="13.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
      strokeDasharray="5 3.5"
    />
  ),
};

/** Decorative beside its words; `label` gives it a name where it stands alone. */
export function VerdictShape(props: {
  readonly level: ShapeLevel;
  readonly size: number;
  readonly label?: string;
}) {
  const { level, size, label } = props;
  const voice = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={`shape shape-${level}`} viewBox="0 0 32 32" width={size} height={size} {...voice}>
      {drawings[level]}
    </svg>
  );
}

function stroke(width: string) {
  return {
    fill: 'none',
    stroke: '#fff',
    strokeWidth: width,
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  } as const;
}
