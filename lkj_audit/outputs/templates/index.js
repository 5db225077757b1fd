const rows = [...document.querySelectorAll("tr.document")].map(row => [row, row.textContent.toLowerCase()]);
const search = document.getElementById("search"), shown = document.getElementById("shown");
search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every(word => text.includes(word));
    count += !row.hidden;
  }
  shown.textContent = words.length ? `${count} / ${rows.length}` : "";
});
