// An upload: how far it is, and files dropped on the form.
export function progress(document) {
  const bar = document.querySelector("[data-progress]");
  if (!bar) return;
  const beats = new EventSource(bar.dataset.progress);
  beats.onmessage = (event) => {
    const { done, total, finished } = JSON.parse(event.data);
    bar.max = total;
    bar.value = done;
    const told = document.querySelector("[data-told]");
    if (told) told.textContent = done < total ? `${done} of ${total} files` : "Sorting into events …";
    if (finished) {
      beats.close();
      location.reload();
    }
  };
}

export function drop(document) {
  const zone = document.querySelector("[data-drop]");
  const input = zone?.querySelector("input[type=file]");
  if (!input) return;
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("over", on);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    input.files = event.dataTransfer.files;
  });
}
