// The drawing of who shares text with whom: resting on a line, or reaching it by keyboard, shows what it rests on.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";

function Reasons({ drawing, source }) {
  const [all, setAll] = useState(null);
  const [edge, setEdge] = useState("");

  useEffect(() => {
    fetch(source).then((answer) => (answer.ok ? answer.json() : null)).then(setAll, () => {});
  }, [source]);

  useEffect(() => {
    const come = (event) => {
      const found = event.target.closest?.("[data-edge]")?.dataset.edge;
      if (!found) return;
      setEdge(found);
      for (const line of drawing.querySelectorAll("[data-edge]")) line.classList.toggle("chosen", line.dataset.edge === found);
    };
    drawing.addEventListener("mouseover", come);
    drawing.addEventListener("focusin", come);
    return () => {
      drawing.removeEventListener("mouseover", come);
      drawing.removeEventListener("focusin", come);
    };
  }, [drawing]);

  const found = all?.[edge];
  if (!found) return <p class="soft small">Rest on a line, or reach it with the Tab key, to see what it rests on.</p>;
  return (
    <>
      <h3>{found.title}</h3>
      <ul>
        {found.reasons.map((reason) => (
          <li>{reason.told} <span class="soft">{reason.strength}</span></li>
        ))}
      </ul>
    </>
  );
}

export function stemma(document) {
  for (const drawing of document.querySelectorAll("[data-reasons]")) {
    const panel = document.createElement("aside");
    panel.className = "reasons";
    panel.setAttribute("aria-live", "polite");
    panel.setAttribute("aria-label", "What a line rests on");
    drawing.after(panel);
    render(<Reasons drawing={drawing} source={drawing.dataset.reasons} />, panel);
  }
}
