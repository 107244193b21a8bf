/** A cell of the register: a main line, and what belongs to it below. What is empty takes no line. */
export function Cell({ main, second }: { readonly main: string; readonly second: readonly string[] }) {
  return (
    <>
      {main}
      {second
        .filter((line) => line !== '')
        .map((line) => (
          <div key={line} className="secondary journal-second">
            {line}
          </div>
        ))}
    </>
  );
}
