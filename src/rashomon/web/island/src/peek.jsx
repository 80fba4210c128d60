// A citation shows its sentence when the pointer rests on it or the keyboard reaches it; following it opens the report there.
import { render } from "preact";

const CITATION = /^(\/events\/[^/]+\/reports\/([^/#]+))#s(\d+)$/;
const REST_MS = 150;
const held = new Map(); // address of a report -> promise of its sentences

const sentences = (report) => {
  if (!held.has(report)) held.set(report, fetch(`${report}/sentences`).then((answer) => (answer.ok ? answer.json() : null), () => null));
  return held.get(report);
};

function Sentence({ siglum, number, report }) {
  return (
    <>
      <b>{siglum} s{number}</b> {report.name} {report.published && <span class="soft">{report.published}</span>}
      <p lang={report.lang} dir="auto">{report.sentences[number - 1]}</p>
    </>
  );
}

export function peek(document) {
  const box = document.createElement("div");
  box.className = "peek";
  box.id = "peek";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  document.body.append(box);
  let at = null;
  let rest = 0;

  const hide = () => {
    clearTimeout(rest);
    at?.removeAttribute("aria-describedby");
    at = null;
    box.hidden = true;
  };
  const show = async (link, [, address, siglum, number]) => {
    const report = await sentences(address);
    if (at !== link || !report?.sentences[number - 1]) return;
    render(<Sentence siglum={decodeURIComponent(siglum)} number={Number(number)} report={report} />, box);
    box.hidden = false;
    link.setAttribute("aria-describedby", box.id);
    place(box, link.getBoundingClientRect());
  };
  const come = (event) => {
    const link = event.target.closest?.("a[href]");
    const found = link && CITATION.exec(link.getAttribute("href"));
    if (!found || link === at) return;
    hide();
    at = link;
    rest = setTimeout(show, REST_MS, link, found);
  };
  const go = (event) => {
    if (at && !at.contains(event.relatedTarget) && !box.contains(event.relatedTarget)) hide();
  };
  document.addEventListener("mouseover", come);
  document.addEventListener("focusin", come);
  document.addEventListener("mouseout", go);
  document.addEventListener("focusout", go);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

// Under the link where there is room, else above it. Positions are set through the object model, which the page's policy allows.
function place(box, link) {
  const { innerWidth, innerHeight, scrollX, scrollY } = window;
  const { offsetWidth: width, offsetHeight: height } = box;
  const below = link.bottom + height + 12 < innerHeight || link.top < height + 12;
  box.style.left = `${scrollX + Math.max(8, Math.min(link.left, innerWidth - width - 8))}px`;
  box.style.top = `${scrollY + (below ? link.bottom + 6 : link.top - height - 6)}px`;
}
