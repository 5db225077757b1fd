"use strict";
(() => {
  const form = document.getElementById("unggah");
  if (!form) return;
  const input = document.getElementById("berkas"), told = document.getElementById("kirim");
  let depth = 0;
  const over = (yes) => form.classList.toggle("over", yes);
  addEventListener("dragenter", (event) => { event.preventDefault(); depth += 1; over(true); });
  addEventListener("dragleave", () => { depth = Math.max(depth - 1, 0); if (!depth) over(false); });
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  input.addEventListener("change", () => { if (input.files.length) form.requestSubmit(); });
  form.addEventListener("htmx:beforeRequest", () => { told.textContent = told.dataset.sending; });
  form.addEventListener("htmx:afterRequest", (event) => {
    told.textContent = event.detail.successful ? "" : event.detail.xhr?.responseText || told.dataset.failed;
    if (event.detail.successful) form.reset();
  });
})();
(() => {
  // a window in which somebody has begun to decide does not go away by itself
  let begun = false;
  const begin = () => { begun = true; };
  for (const kind of ["input", "toggle"]) document.addEventListener(kind, begin, true);
  document.addEventListener("htmx:configRequest", (event) => {
    if (begun && event.detail.path.endsWith("/siap")) event.detail.parameters.sedang = "1";
  });
  // what the server says of a request that failed is told where it was asked
  document.addEventListener("htmx:responseError", (event) => {
    const message = document.querySelector("#isi > .message") ?? document.getElementById("siap");
    if (message) message.textContent = event.detail.xhr.responseText;
  });
})();
