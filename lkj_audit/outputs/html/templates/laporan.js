"use strict";
(() => {
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").content.textContent);
  // null in a file that is opened by itself: decisions are then kept by the browser
  const server = JSON.parse(byId("server").content.textContent);
  const matters = all(".matter");
  const matterData = new Map(data.matters.map((m) => [String(m.number), m]));
  const pages = byId("halaman"), list = one(".list"), filters = one(".filters"), search = byId("cari");
  const form = byId("bentuk"), message = byId("pesan");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const texts = new Map();
  const textOf = (m) => {
    if (!texts.has(m)) texts.set(m, m.textContent.toLowerCase().replace(/\s+/g, " "));
    return texts.get(m);
  };
  // as the spreadsheet of the language takes it, like the files of CSV
  const separator = document.documentElement.lang === "en" ? "," : ";";
  let chosen = null;
  let last = null;
  let zoom = 1;

  // what was read from a picture is shown beside the reading: that part of the page's own picture
  function drawClip(canvas) {
    const picture = one(`#hal-${canvas.dataset.page} .sheet img`);
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

  const shown = () => matters.filter((m) => !m.hidden && !m.parentElement.hidden);
  const numbers = (mark, what) => mark.dataset[what].split(" ").filter(Boolean);
  const findingsOf = (m) => all(".finding", m);
  const make = (tag, text = "", name = "") => {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  };

  function pulse(mark) {
    mark.classList.remove("pulse");
    mark.getBoundingClientRect();
    mark.classList.add("pulse");
    mark.addEventListener("animationend", () => mark.classList.remove("pulse"), { once: true });
  }

  // the middle of the box in the middle of the pages
  function goTo(mark, flash = true) {
    const box = mark.getBoundingClientRect(), frame = pages.getBoundingClientRect();
    pages.scrollTo({
      top: pages.scrollTop + box.top - frame.top - (frame.height - box.height) / 2,
      left: pages.scrollLeft + box.left - frame.left - (frame.width - box.width) / 2,
      behavior: calm || Math.abs(box.top - frame.top) > 4000 ? "auto" : "smooth",
    });
    if (flash) pulse(mark);
  }

  // the list moves under its filters; on a small screen the whole page does
  function bring(element, atTop = false) {
    const side = one(".side");
    if (getComputedStyle(side).overflowY === "visible") { element.scrollIntoView({ block: atTop ? "start" : "nearest" }); return; }
    const box = element.getBoundingClientRect(), frame = side.getBoundingClientRect();
    const top = frame.top + filters.offsetHeight + 4;
    if (atTop || box.top < top || box.height > frame.bottom - top) side.scrollTop += box.top - top;
    else if (box.bottom > frame.bottom) side.scrollTop += box.bottom - frame.bottom + 4;
  }

  function unfold(group, open = true) {
    const button = one(".fold", group);
    if (!button) return;
    const ol = one(".matters", group);
    if (ol.hidden !== open) return;
    ol.hidden = !open;
    one(".kinds", group).hidden = open;
    button.setAttribute("aria-expanded", String(open));
    [button.textContent, button.dataset.shut] = [button.dataset.shut, button.textContent];
  }

  function choose(m, { focus = true, flash = true, scroll = true } = {}) {
    if (chosen) {
      chosen.removeAttribute("aria-current");
      one(".body", chosen).hidden = true;
      one(".pick", chosen).setAttribute("aria-expanded", "false");
    }
    for (const mark of all(".mark.lit, .mark.chosen")) mark.classList.remove("lit", "chosen");
    if (chosen && chosen !== m) message.textContent = "";
    // where j and k go on from once nothing is open
    if (chosen) last = chosen;
    chosen = m;
    if (!m) { form.hidden = true; document.body.append(form); return; }
    unfold(m.closest(".group"));
    m.setAttribute("aria-current", "true");
    const body = one(".body", m);
    body.hidden = false;
    one(".pick", m).setAttribute("aria-expanded", "true");
    body.insertBefore(form, one(".findings", m));
    form.hidden = false;
    fill(m);
    const own = new Set(findingsOf(m).map((f) => f.dataset.number));
    for (const mark of all(".over .mark")) {
      if (numbers(mark, "others").some((number) => own.has(number))) mark.classList.add("lit");
      if (numbers(mark, "roots").some((number) => own.has(number))) mark.classList.add("chosen");
    }
    const mark = byId(m.dataset.mark);
    if (focus) m.focus({ preventScroll: true });
    if (scroll) {
      bring(m);
      // what was folded above is measured anew once it is drawn
      requestAnimationFrame(() => requestAnimationFrame(() => { if (m === chosen) bring(m); }));
    }
    if (mark) goTo(mark, flash);
    here(m);
  }

  function move(step) {
    const visible = shown();
    if (!visible.length) return;
    closeTable();
    const at = visible.indexOf(chosen || last);
    choose(visible[at < 0 ? 0 : Math.min(Math.max(at + step, 0), visible.length - 1)]);
  }

  function filter() {
    const wanted = new FormData(filters);
    const severities = new Set(wanted.getAll("severity"));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const narrowed = words.length || ["certainty", "rule", "table", "decided"].some((key) => wanted.get(key));
    const there = new Set();
    let first = null;
    for (const m of matters) {
      const state = matterData.get(m.dataset.key).state;
      const decided = !wanted.get("decided") || (wanted.get("decided") === "open") === state.open;
      const fit = findingsOf(m).filter((f) => severities.has(f.dataset.severity) &&
        ["certainty", "rule", "table"].every((key) => !wanted.get(key) || f.dataset[key] === wanted.get(key)));
      m.hidden = !(fit.length && decided && words.every((word) => textOf(m).includes(word)));
      if (!m.hidden) {
        for (const f of fit) there.add(f.dataset.number);
        first ??= m;
      }
    }
    byId("banyak").textContent = there.size.toLocaleString(document.documentElement.lang);
    for (const mark of all(".over .mark.root")) {
      mark.classList.toggle("off", !numbers(mark, "roots").some((number) => there.has(number)));
    }
    for (const tag of all(".tag")) tag.classList.toggle("off", byId(tag.dataset.of).matches(".off"));
    if (narrowed) for (const group of all(".group")) if (one(".matter:not([hidden])", group)) unfold(group);
    if (chosen && chosen.hidden) choose(null);
    // the page follows the search, the cursor stays in it
    if (words.length && first && first !== chosen) choose(first, { focus: false, flash: false, scroll: false });
  }

  function openTable(id, page) {
    for (const table of all(".extracted")) table.hidden = table.id !== `tabel-${id}`;
    list.hidden = true;
    byId(`tabel-${id}`).focus({ preventScroll: true });
    one(".side").scrollTop = 0;
    const sheet = byId(`hal-${page}`);
    if (sheet) pages.scrollTop += sheet.getBoundingClientRect().top - pages.getBoundingClientRect().top - 40;
  }

  function closeTable() {
    const open = all(".extracted").some((table) => !table.hidden);
    for (const table of all(".extracted")) table.hidden = true;
    list.hidden = false;
    return open;
  }

  // Decisions ---------------------------------------------------------------------------------------------------------

  const words = data.words;
  const subjectOf = (action) => (action === "response" || action === "follow_up" ? action : "verdict");
  const verdictStatus = { accept: "accepted", reject: "rejected", ask: "asked", reopen: "open" };
  const drafts = new Map();
  const idOf = (m) => matterData.get(m.dataset.key).id;
  let keeping = 0;

  function by(record) {
    const time = new Date(record.time);
    const shown = Number.isNaN(time.getTime()) ? record.time :
      time.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    return [record.name, shown].filter(Boolean).join(" · ");
  }

  function item(record) {
    const li = make("li");
    li.append(make("b", record.words), " ", make("span", by(record), "by"));
    if (record.note) li.append(make("q", record.note));
    return li;
  }

  function show(m) {
    const state = matterData.get(m.dataset.key).state;
    const label = byId(`keadaan-${m.dataset.key}`), box = byId(`putusan-${m.dataset.key}`);
    label.textContent = state.history.length ? state.words : "";
    label.dataset.status = state.status;
    label.toggleAttribute("data-again", state.again);
    m.classList.toggle("done", !state.open);
    box.replaceChildren();
    const standing = [...state.verdict, ...state.response, ...state.follow_up];
    if (state.status === "conflict") box.append(make("p", words.conflict, "state"));
    if (standing.length) {
      const ul = make("ul");
      ul.append(...standing.map(item));
      box.append(ul);
    }
    if (state.history.length > standing.length) {
      const details = make("details"), ul = make("ul");
      details.append(make("summary", `${words.history} (${state.history.length})`), ul);
      ul.append(...state.history.map(item));
      box.append(details);
    }
    texts.delete(m);
  }

  function showAll() {
    for (const m of matters) show(m);
    progress();
  }

  function progress() {
    const grave = data.matters.filter((m) => m.grave);
    const left = grave.filter((m) => m.state.open).length;
    const decided = data.matters.filter((m) => m.state.status !== "open").length;
    byId("kemajuan").textContent = byId("kemajuan").dataset.text
      .replace("%1", decided).replace("%2", data.matters.length).replace("%3", left);
  }

  // what somebody has begun to write stays with its matter
  function keep() {
    if (!chosen) return;
    drafts.set(idOf(chosen), { note: form.note.value, response: form.response.value, follow_up: form.follow_up.value, done: form.done.checked });
    clearTimeout(keeping);
    keeping = setTimeout(keepDrafts, 400);
  }

  // … and is there again when the page is opened anew
  function keepDrafts() {
    const written = Object.fromEntries([...drafts].filter(([, draft]) => draft.note || draft.response || draft.follow_up));
    if (server) call("konsep", { drafts: written }).catch(() => {});
    else remember(`lkj-konsep:${data.document.sha256}`, JSON.stringify(written));
  }

  function fill(m) {
    const draft = drafts.get(idOf(m)) ?? {};
    for (const name of ["note", "response", "follow_up"]) form[name].value = draft[name] ?? "";
    form.done.checked = draft.done ?? false;
    askReason(false);
    const state = matterData.get(m.dataset.key).state;
    for (const button of all("[data-decide]", form)) {
      button.setAttribute("aria-pressed", String(verdictStatus[button.dataset.decide] === state.status && state.status !== "open"));
    }
    one("[data-decide=reopen]", form).hidden = !state.verdict.length || state.status === "open";
  }

  function askReason(open) {
    byId("alasan").hidden = !open;
    one("[data-decide=reject]", form).setAttribute("aria-expanded", String(open));
    if (open) { message.textContent = ""; one("[data-reason]", form).focus(); }
  }

  async function decide(action, reason = null) {
    if (!chosen) return;
    const m = chosen, matter = matterData.get(m.dataset.key);
    const note = form[subjectOf(action) === "verdict" ? "note" : action].value.trim();
    if (subjectOf(action) !== "verdict" && !note) { message.textContent = words.text_needed; return; }
    const name = form.elements.name.value.trim();
    remember("lkj-nama", name);
    const asked = { action, reason, note, name, done: action === "follow_up" && form.done.checked };
    const saved = server ? await send(matter, asked) : await store(matter, asked);
    if (!saved) return;
    // what stands under the other headings is not saved yet
    const left = drafts.get(idOf(m));
    if (left) left[subjectOf(action) === "verdict" ? "note" : action] = "";
    if (left && action === "follow_up") left.done = false;
    keepDrafts();
    show(m);
    if (m === chosen) { fill(m); m.focus({ preventScroll: true }); }
    progress();
    message.textContent = words.saved;
  }

  // Without a server: the same records as `lkj decide` writes, kept by the browser until they are downloaded.

  const place = `lkj-putusan:${data.document.sha256}`;
  const remember = (key, value) => { try { localStorage.setItem(key, value); return true; } catch { return false; } };
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value && typeof value === "object") {
      return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
    }
    return JSON.stringify(value);
  }

  async function identified(record) {
    const bytes = new TextEncoder().encode(canonical(record));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return { ...record, id: [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 20) };
  }

  function sayOf(record) {
    const said = words.action[record.action];
    if (record.reason) return `${said}: ${words.reason[record.reason]}`;
    return record.done ? `${said} (${words.done})` : said;
  }

  function apply(record) {
    const on = new Set(record.findings.map((f) => f.fingerprint));
    const part = { ...record, words: sayOf(record) };
    for (const matter of data.matters) {
      if (!matter.findings.some((f) => on.has(f.fingerprint))) continue;
      const state = matter.state, subject = subjectOf(record.action);
      if (state.history.some((h) => h.id === record.id)) continue;
      state.history.push(part);
      state[subject] = [...state[subject].filter((r) => !record.replaces.includes(r.id)), part];
      if (subject === "verdict") {
        const [last] = state.verdict;
        state.status = state.verdict.length > 1 ? "conflict" : verdictStatus[last.action];
        const printed = new Map(record.findings.map((f) => [f.fingerprint, f.printed]));
        state.again = state.status !== "open" && state.status !== "conflict" &&
          matter.findings.some((f) => printed.get(f.fingerprint) !== f.printed);
        const said = state.status === "rejected" ? last.words : words.status[state.status];
        state.words = state.again ? `${said}, ${words.again}` : said;
      }
      const followed = state.follow_up.length > 0 && state.follow_up.every((r) => r.done);
      state.open = state.again || !(state.status === "rejected" || (state.status === "accepted" && followed));
    }
  }

  const local = () => { try { return JSON.parse(recall(place) ?? "[]"); } catch { return []; } };
  let ours = server ? [] : local();

  async function store(matter, asked) {
    const record = await identified({
      schema: "lkj-putusan/1", ...asked, findings: matter.findings, document: data.document,
      time: new Date().toISOString(), matter: matter.id,
      replaces: matter.state[subjectOf(asked.action)].map((r) => r.id).sort(),
    });
    ours = [...local().filter((r) => !ours.some((o) => o.id === r.id)), ...ours, record];
    apply(record);
    if (!remember(place, JSON.stringify(ours))) message.textContent = words.no_storage;
    return true;
  }

  function download() {
    const lines = ours.map((record) => `${canonical(record)}\n`).join("");
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" }));
    link.download = `${data.name}.putusan.jsonl`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  // With a server: it is the one that writes. -----------------------------------------------------------------------

  async function call(path, body) {
    const answer = await fetch(`${server.base}/${path}`, {
      method: body === undefined ? "GET" : "POST", cache: "no-store",
      headers: body === undefined ? {} : { "Content-Type": "application/json", "X-CSRF-Token": server.csrf },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return [answer.status, await answer.json()];
  }

  function take(states, vanished) {
    for (const [number, state] of Object.entries(states)) {
      const matter = matterData.get(number), m = byId(`pokok-${number}`);
      if (!matter || !m) continue;
      matter.state = state;
      show(m);
      if (m === chosen) {
        keep();
        fill(m);
      }
    }
    if (vanished) showVanished(vanished);
    progress();
  }

  async function send(matter, asked) {
    try {
      const [status, answer] = await call("putusan", { ...asked, matter: matter.number, id: matter.id, seen: matter.state.standing });
      if (answer.states) { keep(); take(answer.states); }
      if (status === 200) return true;
      message.textContent = answer.message;
    } catch {
      message.textContent = words.unsaved;
    }
    return false;
  }

  let version = server?.version;
  async function follow() {
    if (document.hidden) return;
    try {
      const [status, answer] = await call(`keadaan?versi=${encodeURIComponent(version)}`);
      if (status === 200 && answer.audit !== server.audit) message.textContent = words.audited_again;
      else if (status === 200 && answer.version !== version) { version = answer.version; take(answer.states, answer.vanished); }
    } catch { /* the next call says it */ }
  }

  function here(m) {
    if (server) call("di-sini", { matter: idOf(m) }).catch(() => {});
  }

  function showVanished(gone) {
    byId("hilang").hidden = !gone.length;
    one("ul", byId("hilang")).replaceChildren(...gone.map((g) => make("li", [g.words, g.title, g.name].filter(Boolean).join(" · "))));
  }

  // Clips of the cells, for print ------------------------------------------------------------------------------------

  function clips() {
    const made = [];
    for (const clip of all(".group:not(#grup-tidy):not(#grup-checklist) .snip:not([data-made])")) {
      const sheet = one(`#hal-${clip.dataset.page} .sheet`), img = sheet && one("img", sheet);
      if (!img) continue;
      const [, , pageWidth, pageHeight] = one(".over", sheet).getAttribute("viewBox").split(" ").map(Number);
      const [x, y, width, height] = clip.dataset.box.split(" ").map(Number);
      const high = Math.min(Math.max(height + 24, 40), 160), wide = Math.min(pageWidth, Math.max(500, width + 24));
      const left = Math.min(Math.max(x + width / 2 - wide / 2, 0), Math.max(pageWidth - wide, 0)), top = Math.min(Math.max(y - 12, 0), Math.max(pageHeight - high, 0));
      clip.style.cssText = `width:${wide}pt;height:${high}pt`;
      const copy = make("img");
      copy.alt = "";
      copy.decoding = "sync";
      copy.src = img.src;
      copy.style.cssText = `width:${pageWidth}pt;height:${pageHeight}pt;left:${-left}pt;top:${-top}pt`;
      const box = make("span");
      box.style.cssText = `left:${x - left}pt;top:${y - top}pt;width:${width}pt;height:${height}pt`;
      clip.replaceChildren(copy, box);
      clip.dataset.made = "";
      made.push(copy.decode().catch(() => {}));
    }
    return Promise.all(made);
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
        grid[at][column] = [...cell.childNodes].filter((node) => !node.matches?.(".calc")).map((node) => node.textContent).join("");
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
      const m = button.closest(".matter");
      if (m && m !== chosen) choose(m);
      const mark = byId(button.dataset.mark);
      if (mark) goTo(mark);
    } else if (button?.dataset.ruleText) {
      byId("nama-aturan").textContent = button.dataset.ruleText;
      one(".rule-page").textContent = one(`template[data-rule-page="${button.dataset.ruleText}"]`).content.textContent;
      byId("aturan").showModal();
    } else if (button?.dataset.reason) { askReason(false); decide("reject", button.dataset.reason); }
    else if (button?.dataset.decide === "reject") askReason(byId("alasan").hidden);
    else if (button?.dataset.decide) decide(button.dataset.decide);
    else if (button?.matches(".fold")) unfold(button.closest(".group"), button.getAttribute("aria-expanded") === "false");
    else if (button?.dataset.table) openTable(button.dataset.table, button.dataset.page);
    else if (button?.dataset.zoom) {
      zoom = Math.min(Math.max(zoom + 0.25 * button.dataset.zoom, 0.5), 3);
      document.documentElement.style.setProperty("--zoom", zoom);
    } else if (button?.matches(".close")) closeTable();
    else if (button?.matches(".copy")) copy(button);
    else if (button?.id === "unduh") {
      if (!data.matters.some((matter) => matter.state.history.length)) message.textContent = words.nothing;
      else if (server) location.assign(`${server.base}/unduh/putusan`);
      else download();
    }
    else if (button?.id === "cetak") clips().then(() => print());
    else if (button?.matches(".pick")) { const m = button.closest(".matter"); choose(m === chosen ? null : m); }
    else if (target.closest(".to")) {
      event.preventDefault();
      const group = byId(target.closest(".to").hash.slice(1));
      closeTable();
      unfold(group);
      const first = one(".matter:not([hidden])", group);
      if (first) choose(first, { scroll: false }); else group.focus({ preventScroll: true });
      bring(group, true);
    } else if (target.matches(".over .mark.root")) {
      // a box of several matters shows them in turn
      const here = [...new Set(numbers(target, "roots").map((number) => byId(`f${number}`).closest(".matter")))].filter((m) => !m.hidden);
      closeTable();
      if (here.length) choose(here[(here.indexOf(chosen) + 1) % here.length]);
    } else if (target.closest("[data-finding]")) {
      closeTable();
      filters.reset();
      choose(byId(`f${target.closest("[data-finding]").dataset.finding}`).closest(".matter"));
    } else if (target.closest(".matter") && !target.closest("summary, form, .body") && getSelection().isCollapsed) {
      choose(target.closest(".matter"));
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("aturan").open) return;
    const writing = event.target.matches("input:not([type=checkbox]), select, textarea");
    const key = event.key;
    if (key === "Escape") {
      if (!byId("alasan").hidden) { askReason(false); chosen?.focus({ preventScroll: true }); }
      else if (event.target.matches("textarea, .decide input")) chosen?.focus({ preventScroll: true });
      else if (closeTable()) { if (chosen) chosen.focus(); }
      else if (search.value) { search.value = ""; filter(); }
      else choose(null);
      if (writing) event.target.blur();
    } else if (writing) {
      if (event.target === search && (key === "Enter" || key === "ArrowDown")) { event.preventDefault(); search.blur(); if (chosen && !chosen.hidden) choose(chosen); else move(0); }
    } else if (!byId("alasan").hidden && /^[1-9]$/.test(key)) all("[data-reason]", form)[Number(key) - 1]?.click();
    else if (key === "/") { event.preventDefault(); closeTable(); search.focus(); search.select(); }
    else if (key === "j" || (key === "ArrowDown" && !event.target.closest("#halaman, .scroll, .acts, .reasons"))) { event.preventDefault(); move(1); }
    else if (key === "k" || (key === "ArrowUp" && !event.target.closest("#halaman, .scroll, .acts, .reasons"))) { event.preventDefault(); move(-1); }
    else if (chosen && !event.repeat && key === "a") { event.preventDefault(); decide("accept"); }
    else if (chosen && !event.repeat && key === "r") { event.preventDefault(); askReason(true); }
    else if (chosen && !event.repeat && key === "t") { event.preventDefault(); decide("ask"); }
    else if (key === "Enter" && chosen && !event.target.closest("button, summary, a")) {
      const mark = byId(chosen.dataset.mark);
      if (mark) { goTo(mark); pages.focus({ preventScroll: true }); }
    }
  });

  form.addEventListener("input", keep);
  form.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("input", filter);
  filters.addEventListener("reset", () => setTimeout(filter));
  filters.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", () => { clips(); });
  // a browser may bring back what was chosen before the page was opened again
  filters.reset();
  form.elements.name.value = recall("lkj-nama") ?? server?.name ?? "";
  for (const record of ours) apply(record);
  const begun = server ? server.drafts : JSON.parse(recall(`lkj-konsep:${data.document.sha256}`) ?? "{}");
  // drafts are kept by the ids of matters, which are made of the fingerprint of their first finding: a new audit may
  // number them otherwise, and let another finding come first
  const known = new Set(data.matters.map((m) => m.id));
  for (const [id, draft] of Object.entries(begun ?? {})) {
    const holder = known.has(id) ? null : data.matters.find((m) => m.findings.some((f) => `m:${f.fingerprint}` === id));
    drafts.set(holder && !(holder.id in begun) ? holder.id : id, draft);
  }
  if (server?.trouble) message.textContent = server.trouble;
  if (server) {
    for (const m of data.matters) m.state = server.states[m.number] ?? m.state;
    byId("daftar").href = `${server.home}/`;
    byId("daftar").hidden = false;
    setInterval(follow, 2500);
    addEventListener("focus", follow);
  } else {
    addEventListener("storage", (event) => {
      if (event.key !== place) return;
      for (const record of local()) apply(record);
      ours = local();
      showAll();
    });
  }
  showVanished(server?.vanished ?? data.vanished);
  showAll();
  const left = data.matters.find((m) => m.id === server?.here);
  const begin = (left && byId(`pokok-${left.number}`)) ?? shown()[0];
  if (begin) choose(begin, { focus: false, flash: false, scroll: Boolean(left) && innerWidth > 800 });
  // a picture that is not loaded yet is printed blank: those of the clips are made while nothing else is to do
  if (matters.length < 200) setTimeout(() => (globalThis.requestIdleCallback ?? setTimeout)(() => clips()), 1200);
})();
