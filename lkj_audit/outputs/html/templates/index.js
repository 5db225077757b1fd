const table = document.getElementById("documents"), body = table && table.tBodies[0];
const further = document.getElementById("further"), more = document.getElementById("more");
const search = document.getElementById("search"), least = document.getElementById("least"), shown = document.getElementById("shown");
const listed = [...document.querySelectorAll("#documents tr.document")];
// rows beyond the first ones are markup in a comment, and rows once somebody asks for them or nothing else is to do
const rest = further ? further.content.firstChild.data.split(/(?=<tr class=.document.>)/).filter(row => row.startsWith("<tr")) : [];
const broken = [...document.querySelectorAll("tr.document")].filter(row => !row.closest("#documents"));
const PART = 200;
let order = listed, all = listed.length + rest.length <= PART;
const texts = new Map(), text = row => texts.get(row) ?? texts.set(row, row.textContent.toLowerCase()).get(row);
const digits = (row, at) => Number((row.cells[at].firstChild?.textContent ?? "").replace(/\D/g, ""));
const name = row => row.querySelector(".name").textContent.toLowerCase();

function parse(count) {
  const part = document.createElement("template");
  part.innerHTML = `<table><tbody>${rest.splice(0, count).join("")}</tbody></table>`;
  listed.push(...part.content.querySelectorAll("tr.document"));
}

function matches(row, words) {
  if (!words.every(word => text(row).includes(word))) return false;
  const upTo = Number(least.value);
  if (!upTo) return true;
  return row.cells.length > 2 && [...Array(upTo).keys()].some(at => digits(row, at + 2) > 0);
}

function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length || least.value || all) parse(rest.length);
  const found = words.length || least.value ? order.filter(row => matches(row, words)) : order;
  if (body) body.replaceChildren(...(all ? found : found.slice(0, PART)));
  for (const row of broken) row.hidden = !matches(row, words);
  const count = found.length + broken.filter(row => !row.hidden).length;
  shown.textContent = words.length || least.value ? `${count} / ${listed.length + broken.length}` : "";
  if (more) {
    const among = found === listed ? found.length + rest.length : found.length;
    more.hidden = all || among <= PART;
    more.textContent = more.dataset.text.replace("%s", among);
  }
}

for (const head of document.querySelectorAll("th[data-sort]")) {
  head.tabIndex = 0;
  head.setAttribute("role", "button");
  const sort = () => {
    const falling = head.getAttribute("aria-sort") === "descending", by = head.dataset.sort;
    for (const other of document.querySelectorAll("th[data-sort]")) other.removeAttribute("aria-sort");
    // numbers fall at first, names and places rise
    const rising = by === "text" || by === "0" ? head.dataset.rising !== "yes" : falling;
    parse(rest.length);
    head.dataset.rising = rising ? "yes" : "no";
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
    const keys = new Map(listed.map(row => [row, by === "text" ? name(row) : digits(row, Number(by))]));
    const compare = (one, other) => (keys.get(one) < keys.get(other) ? -1 : keys.get(one) > keys.get(other) ? 1 : 0);
    order = listed.slice().sort((one, other) => (rising ? compare(one, other) : compare(other, one)));
    show();
  };
  head.addEventListener("click", sort);
  head.addEventListener("keydown", event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(); } });
}
search.addEventListener("input", show);
least.addEventListener("change", show);
if (more) more.addEventListener("click", () => { all = true; show(); });
addEventListener("beforeprint", () => { if (!all) { all = true; show(); } });
if (more) show();
const idle = window.requestIdleCallback ?? (work => setTimeout(work, 50));
function parseSome() {
  parse(PART);
  if (rest.length) idle(parseSome);
}
if (rest.length) addEventListener("load", () => idle(parseSome));
