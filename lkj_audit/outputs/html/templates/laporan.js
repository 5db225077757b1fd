"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const findings = all(".finding");
  const pages = byId("halaman"), list = one(".list"), filters = one(".filters"), search = byId("cari");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const texts = new Map(findings.map((f) => [f, f.textContent.toLowerCase().replace(/\s+/g, " ")]));
  // as the spreadsheet of the language takes it, like the files of CSV
  const separator = document.documentElement.lang === "en" ? "," : ";";
  let chosen = null;
  let zoom = 1;

  // what was read from a picture is shown beside the reading: that part of the page's own picture
  function drawClip(canvas) {
    const picture = one(`#hal-${canvas.dataset.page} img`);
    if (!picture) return;
    const [x0, top, x1, bottom] = canvas.dataset.edges.split(" ").map(Number);
    picture.loading = "eager";
    picture.decode().then(() => {
      const wide = picture.naturalWidth, high = picture.naturalHeight;
      const across = Math.max(1, Math.round((x1 - x0) * wide)), down = Math.max(1, Math.round((bottom - top) * high));
      const quarters = Number(canvas.dataset.quarters);
      [canvas.width, canvas.height] = quarters % 2 ? [down, across] : [across, down];
      const pen = canvas.getContext("2d");
      pen.translate(canvas.width / 2, canvas.height / 2);
      pen.rotate(-quarters * Math.PI / 2);
      pen.drawImage(picture, x0 * wide, top * high, across, down, -across / 2, -down / 2, across, down);
    }, () => {});
  }
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        seen.unobserve(entry.target);
        drawClip(entry.target);
      }
    }
  });
  for (const canvas of all("canvas[data-edges]")) seen.observe(canvas);

  const shown = () => findings.filter((f) => !f.hidden);
  const numbers = (mark, what) => mark.dataset[what].split(" ").filter(Boolean);

  function pulse(mark) {
    mark.classList.remove("pulse");
    mark.getBoundingClientRect();
    mark.classList.add("pulse");
    mark.addEventListener("animationend", () => mark.classList.remove("pulse"), { once: true });
  }

  // the middle of the box in the middle of the pages; the desk itself comes into view first
  function goTo(mark) {
    const desk = byId("meja").getBoundingClientRect();
    if (desk.top > innerHeight * 0.25 || desk.bottom < innerHeight * 0.75) byId("meja").scrollIntoView();
    const box = mark.getBoundingClientRect(), frame = pages.getBoundingClientRect();
    pages.scrollTo({
      top: pages.scrollTop + box.top - frame.top - (frame.height - box.height) / 2,
      left: pages.scrollLeft + box.left - frame.left - (frame.width - box.width) / 2,
      behavior: calm || Math.abs(box.top - frame.top) > 4000 ? "auto" : "smooth",
    });
    pulse(mark);
  }

  function choose(finding, { focus = true } = {}) {
    if (chosen) chosen.removeAttribute("aria-current");
    for (const mark of all(".mark.lit, .mark.chosen")) mark.classList.remove("lit", "chosen");
    chosen = finding;
    if (!finding) return;
    finding.setAttribute("aria-current", "true");
    const number = finding.dataset.number;
    for (const mark of all(".over .mark")) {
      if (numbers(mark, "others").includes(number)) mark.classList.add("lit");
    }
    const mark = byId(finding.dataset.mark);
    if (focus) finding.focus({ preventScroll: true });
    finding.scrollIntoView({ block: "nearest" });
    if (mark) {
      mark.classList.add("chosen");
      goTo(mark);
    }
  }

  function move(step) {
    const visible = shown();
    if (!visible.length) return;
    closeTable();
    const at = visible.indexOf(chosen);
    choose(visible[at < 0 ? 0 : Math.min(Math.max(at + step, 0), visible.length - 1)]);
  }

  function filter() {
    const wanted = new FormData(filters);
    const severities = new Set(wanted.getAll("severity"));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matches = (f, key) => !wanted.get(key) || f.dataset[key] === wanted.get(key);
    let count = 0;
    for (const f of findings) {
      f.hidden = !(
        severities.has(f.dataset.severity) && ["certainty", "rule", "table"].every((key) => matches(f, key)) &&
        words.every((word) => texts.get(f).includes(word))
      );
      count += !f.hidden;
    }
    byId("banyak").textContent = count.toLocaleString(document.documentElement.lang);
    const there = new Set(shown().map((f) => f.dataset.number));
    for (const mark of all(".over .mark.root")) {
      mark.classList.toggle("off", !numbers(mark, "roots").some((number) => there.has(number)));
    }
    for (const tag of all(".tag")) tag.classList.toggle("off", byId(tag.dataset.of).matches(".off"));
    if (chosen && chosen.hidden) choose(null);
  }

  function openTable(id, page) {
    for (const table of all(".extracted")) table.hidden = table.id !== `tabel-${id}`;
    list.hidden = true;
    byId(`tabel-${id}`).focus({ preventScroll: true });
    one(".side").scrollTop = 0;
    byId(`hal-${page}`)?.scrollIntoView({ block: "start" });
    byId("meja").scrollIntoView();
  }

  function closeTable() {
    const open = all(".extracted").some((table) => !table.hidden);
    for (const table of all(".extracted")) table.hidden = true;
    list.hidden = false;
    return open;
  }

  // a text that a spreadsheet would take for a formula is quoted as text
  function field(text) {
    const harmless = /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^[+-][\d.,\s]*%?$/.test(text)) ? `'${text}` : text;
    return /["\t,;\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  }

  // each cell at its place: what a merged cell covers stays empty
  function csv(table) {
    const grid = [];
    [...table.rows].forEach((row, at) => {
      grid[at] ??= [];
      let column = 0;
      for (const cell of row.cells) {
        while (grid[at][column] !== undefined) column += 1;
        for (let down = 0; down < cell.rowSpan && at + down < table.rows.length; down += 1) {
          grid[at + down] ??= [];
          for (let right = 0; right < cell.colSpan; right += 1) grid[at + down][column + right] = "";
        }
        grid[at][column] = cell.textContent;
      }
    });
    return grid.map((row) => Array.from(row, (text) => field(text ?? "")).join(separator) + "\r\n").join("");
  }

  async function copy(button) {
    const text = csv(one("table", button.closest(".extracted")));
    let done = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      done = document.execCommand("copy");
      area.remove();
    }
    const before = button.textContent;
    button.textContent = done ? button.dataset.done : button.dataset.failed;
    setTimeout(() => { button.textContent = before; }, 1600);
  }

  document.addEventListener("click", (event) => {
    const target = event.target;
    const button = target.closest("button");
    if (button?.dataset.mark) {
      const finding = button.closest(".finding");
      if (finding !== chosen) choose(finding);
      const mark = byId(button.dataset.mark);
      if (mark) goTo(mark);
    } else if (button?.dataset.table) openTable(button.dataset.table, button.dataset.page);
    else if (button?.dataset.zoom) {
      zoom = Math.min(Math.max(zoom + 0.25 * button.dataset.zoom, 0.5), 3);
      document.documentElement.style.setProperty("--zoom", zoom);
    } else if (button?.matches(".close")) closeTable();
    else if (button?.matches(".copy")) copy(button);
    else if (target.matches(".over .mark.root")) {
      // a box of several findings shows them in turn
      const here = numbers(target, "roots").map((number) => byId(`f${number}`)).filter((f) => !f.hidden);
      closeTable();
      if (here.length) choose(here[(here.indexOf(chosen) + 1) % here.length]);
    } else if (target.closest("[data-finding]")) {
      closeTable();
      filters.reset();
      choose(byId(`f${target.closest("[data-finding]").dataset.finding}`));
    } else if (target.closest(".finding") && !target.closest("summary") && getSelection().isCollapsed) {
      choose(target.closest(".finding"));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writing = event.target.matches("input[type=search], select");
    const key = event.key;
    if (key === "Escape") {
      if (closeTable()) { if (chosen) chosen.focus(); }
      else if (search.value) { search.value = ""; filter(); }
      else choose(null);
      if (writing) event.target.blur();
    } else if (writing) {
      if (event.target === search && (key === "Enter" || key === "ArrowDown")) { event.preventDefault(); search.blur(); move(0); }
    } else if (key === "/") { event.preventDefault(); closeTable(); search.focus(); search.select(); }
    else if (key === "j" || (key === "ArrowDown" && event.target !== pages)) { event.preventDefault(); move(1); }
    else if (key === "k" || (key === "ArrowUp" && event.target !== pages)) { event.preventDefault(); move(-1); }
    else if (key === "Enter" && chosen && !event.target.closest("button, summary, a")) {
      const mark = byId(chosen.dataset.mark);
      if (mark) { goTo(mark); pages.focus({ preventScroll: true }); }
    }
  });

  filters.addEventListener("input", filter);
  filters.addEventListener("reset", () => setTimeout(filter));
  filters.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", () => { for (const picture of all(".sheet img")) picture.loading = "eager"; });
  // a browser may bring back what was chosen before the page was opened again
  filters.reset();
})();
