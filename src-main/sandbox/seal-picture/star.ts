/** The five-pointed star of 国发〔1999〕25号: one tip up, inner corners where the sides of the pentagram cross. */

/** Ratio of inner to outer radius of a pentagram, (3 − √5) / 2. */
const innerRatio = (3 - Math.sqrt(5)) / 2;

/** SVG path data of a star whose tips lie on a circle of `diameter` mm around (0, y). */
export function starPath(diameter: number, y: number): string {
  const corners = Array.from({ length: 10 }, (_, i) => {
    const radius = (diameter / 2) * (i % 2 === 0 ? 1 : innerRatio);
    const angle = (Math.PI * i) / 5;
    return `${(radius * Math.sin(angle)).toFixed(3)} ${(y - radius * Math.cos(angle)).toFixed(3)}`;
  });
  return `M${corners.join('L')}Z`;
}
