/** A ruler in millimetres: a line each 5 mm, a number each 20 mm. */
import { sealWords } from '../../i18n/seal-words.ts';
import { useWords } from '../../i18n/words.ts';

export interface RulerProps {
  readonly direction: 'across' | 'down';
  readonly lengthMm: number;
  readonly pxPerMm: number;
}

/** Thickness, CSS pixels. */
const THICK = 24;

export function Ruler({ direction, lengthMm, pxPerMm }: RulerProps) {
  const say = useWords(sealWords);
  const isAcross = direction === 'across';
  const long = lengthMm * pxPerMm;
  const [width, height] = isAcross ? [long, THICK] : [THICK, long];
  const ticks = Array.from({ length: Math.floor(lengthMm / 5) + 1 }, (_, index) => index * 5);
  return (
    <svg className="ruler" width={width} height={height} role="img" aria-label={say('ruler')}>
      {ticks.map((mm) => {
        const at = mm * pxPerMm;
        const size = mm % 10 === 0 ? 8 : 4;
        const line = isAcross
          ? { x1: at, x2: at, y1: THICK - size, y2: THICK }
          : { y1: at, y2: at, x1: THICK - size, x2: THICK };
        return (
          <g key={mm}>
            <line {...line} />
            {mm % 20 === 0 && mm > 0 && (
              <text
                x={isAcross ? at : 1}
                y={isAcross ? 11 : at + 4}
                textAnchor={isAcross ? 'middle' : 'start'}
              >
                {mm}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}
