"use strict";
(() => {
  const form = document.getElementById("unggah"), input = document.getElementById("berkas"), told = document.getElementById("kirim");
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
