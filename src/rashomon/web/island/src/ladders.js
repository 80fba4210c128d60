// The ladders of events in the list, as they come to be compared.
const EVERY_MS = 1500;
const TIMES = 200;

export function ladders(document) {
  const waiting = new Map([...document.querySelectorAll("[data-pending]")].map((row) => [row.dataset.pending, row]));
  const ask = async (times) => {
    if (!waiting.size || !times || document.hidden) return times && setTimeout(ask, EVERY_MS, times - 1);
    const query = new URLSearchParams([...waiting.keys()].slice(0, 40).map((id) => ["event", id]));
    const answer = await fetch(`/ladders?${query}`).catch(() => null);
    const found = answer?.ok ? await answer.json() : {};
    for (const [id, one] of Object.entries(found)) fill(waiting.get(id), one), waiting.delete(id);
    setTimeout(ask, EVERY_MS, times - 1);
  };
  ask(TIMES);
}

function fill(row, { steps, differs }) {
  if (!row) return;
  const parts = steps.map((step, n) => {
    const span = document.createElement("span");
    span.className = n === 2 ? "step accounts" : "step";
    span.textContent = step;
    return span;
  });
  row.querySelector("[data-ladder]")?.replaceChildren(...parts);
  const told = row.querySelector("[data-differs]");
  if (told) told.textContent = ` · ${differs}`;
  delete row.dataset.pending;
}
