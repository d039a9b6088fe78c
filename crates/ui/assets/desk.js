// Adds comfort to pages that work without it: keys, copying, drafts. No page needs it.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const first = (selector, root = document) => root.querySelector(selector);
  const make = (tag) => document.createElement(tag);
  const PREFERENCE = "mc-keys";
  const BOX = "input[type=checkbox]";

  // Storage may be forbidden; then nothing is remembered.
  const stored = (kind, act) => {
    try { return act(window[kind]); } catch { return null; }
  };

  // Keys are named by place on the keyboard: a Vietnamese typing method changes letters, not places.
  const keyName = (event) => {
    let key = event.key;
    if (/^Key[A-Z]$/.test(event.code)) key = event.code.slice(3);
    else if (/^(Digit|Numpad)[0-9]$/.test(event.code)) key = event.code.slice(-1);
    else if (key.length === 1) key = key.toUpperCase();
    if (event.key === "?") return "?";
    const parts = [];
    if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
    if (event.altKey) parts.push("Alt");
    if (event.shiftKey && parts.length) parts.push("Shift");
    return [...parts, key].join("+");
  };
  const isTyping = (target) =>
    target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");
  const visible = (element) => element.getClientRects().length > 0;
  const local = (act) => stored("localStorage", act);
  const tab = (act) => stored("sessionStorage", act);
  const keysOn = () => local((s) => s.getItem(PREFERENCE)) !== "off";

  const press = (element) => {
    if (element.matches("summary")) {
      element.parentElement.open = true;
      const field = first("select, input:not([type=hidden]), textarea", element.parentElement);
      if (field) field.focus();
    } else if (element.matches("input[type=checkbox], input[type=radio], a, button")) {
      if (element.matches("input")) element.focus();
      element.click();
    } else {
      element.focus();
      if (element.select) element.select();
    }
  };

  const moveRow = (step) => {
    const rows = all("[data-row]").filter(visible);
    if (!rows.length) return false;
    const at = rows.indexOf(document.activeElement);
    rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)].focus();
    return true;
  };
  const tickRow = (target) => {
    const box = target.matches("[data-row]") && first(BOX, target.closest("tr"));
    if (box) box.click();
    return Boolean(box);
  };
  const tickAll = () => {
    const boxes = all(`[data-checklist] ${BOX}`);
    const tick = boxes.some((box) => !box.checked);
    boxes.filter((box) => box.checked !== tick).forEach((box) => box.click());
    return boxes.length > 0;
  };

  // The button of a list means the row that has the focus, when no row is ticked.
  const withRow = (element) => {
    const row = document.activeElement;
    const list = element.form && first("[data-batch]", element.form);
    if (list && list.contains(row) && !first(`${BOX}:checked`, list)) tickRow(row);
    press(element);
  };

  // A gun types a code faster than hands and ends with Enter. Its letters are no shortcuts: plain keys wait
  // a moment, and are done only when nothing follows them at that speed. On a busy machine letters come
  // apart; what came without a pause of a hand still belongs to one code.
  const FAST = 80;
  const PAUSE = 250;
  let burst = [];
  let code = "";
  let last = 0;
  let waiting = 0;
  const replay = () => {
    clearTimeout(waiting);
    const keys = burst.splice(0);
    keys.forEach((name) => shortcut(name, document.activeElement));
  };
  const told = (line, code) => {
    const place = first("[data-scan-told]");
    if (place) place.textContent = (line ? place.dataset.here : place.dataset.notHere).replace("{code}", code);
  };
  const dashes = (text) => text.trim().toUpperCase().replace(/[\u2010-\u2015\u2212_]/g, "-");
  const tickLine = (text) => {
    const code = dashes(text);
    const line = all("[data-code]").find((row) => row.dataset.code.toUpperCase() === code);
    const box = line && first(BOX, line);
    if (box) {
      box.checked = true;
      line.scrollIntoView({ block: "nearest" });
    }
    told(line, code);
    return Boolean(box);
  };
  const scanned = (text) => {
    // In a batch a code ticks its line, or the page says that it is not here; elsewhere it opens the dossier.
    if (first("[data-scan]") && (tickLine(text) || !/\/T\//i.test(text))) return;
    const search = first("#q, [data-scan] input[name=ma]");
    if (search && search.form) {
      search.value = text;
      search.form.requestSubmit();
    } else location.assign(`/lam-viec?q=${encodeURIComponent(text)}`);
  };
  const scan = first("[data-scan]");
  if (scan) scan.addEventListener("submit", (event) => {
    const field = first("input[name=ma]", scan);
    if (!tickLine(field.value)) return;
    event.preventDefault();
    field.value = "";
  });

  const handle = (event) => {
    const name = keyName(event);
    const plain = name.length === 1 && name !== " ";
    if (event.isComposing || (name.length === 1 && (isTyping(event.target) || !keysOn()))) return false;
    if (first("dialog[open]")) return false;
    if (plain && document.documentElement.classList.contains("mc--staff")) {
      clearTimeout(waiting);
      code = event.timeStamp - last > PAUSE ? name : code + name;
      last = event.timeStamp;
      burst.push(name);
      waiting = setTimeout(replay, FAST);
      return false;
    }
    if (name === "Enter" && code.length > 11 && event.timeStamp - last < PAUSE) {
      clearTimeout(waiting);
      burst = [];
      scanned(code);
      code = "";
      return true;
    }
    if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) replay();
    return shortcut(name, event.target);
  };
  const shortcut = (name, target) => {
    if (name === "?") return openShortcuts();
    // Inside an open fold the key that sends means the act of the fold, never the page's own.
    const fold = name === "Ctrl+Enter" && target.closest("details[open]");
    const own = fold && first("button[type=submit]", fold);
    if (own) { press(own); return true; }
    const element = all("[data-key]").find((e) => e.dataset.key.toUpperCase() === name.toUpperCase() && visible(e) && !e.disabled);
    if (element) { withRow(element); return true; }
    if (name === "J") return moveRow(1);
    if (name === "K") return moveRow(-1);
    if (name === " ") return tickRow(target);
    if (name === "A") return tickAll();
    return false;
  };
  document.addEventListener("keydown", (event) => { if (handle(event)) event.preventDefault(); });

  const dialog = first("#phim-tat");
  const labelOf = (element) => {
    const label = element.labels && element.labels[0];
    const copy = (label || element).cloneNode(true);
    all("kbd", copy).forEach((kbd) => kbd.remove());
    return copy.textContent.trim() || element.getAttribute("aria-label") || "";
  };
  function openShortcuts() {
    if (!dialog) return false;
    first("[data-shortcut-rows]", dialog).replaceChildren(...all("[data-key]").filter(visible).map((element) => {
      const row = make("tr");
      const kbd = make("kbd");
      kbd.textContent = element.dataset.key;
      row.append(make("td"), make("td"));
      row.firstChild.append(kbd);
      row.lastChild.textContent = labelOf(element);
      return row;
    }));
    dialog.showModal();
    return true;
  }
  if (dialog) {
    const toggle = first("[data-shortcuts-toggle]", dialog);
    const show = () => { toggle.textContent = keysOn() ? toggle.dataset.off : toggle.dataset.on; };
    toggle.addEventListener("click", () => {
      local((s) => s.setItem(PREFERENCE, keysOn() ? "off" : "on"));
      show();
    });
    show();
  }

  // Ticking a paper fills in how many the procedure asks for; one key per paper is enough.
  all("[data-checklist]").forEach((list) => {
    const boxes = all(BOX, list);
    const count = first("[data-checklist-count]", list);
    list.addEventListener("change", (event) => {
      const box = event.target;
      if (!boxes.includes(box)) return;
      all("[data-asked]", box.closest("tr")).forEach((input) => {
        const { asked } = input.dataset;
        if (box.checked ? input.value.trim() === "0" : input.value === asked) input.value = box.checked ? asked : "0";
      });
      count.textContent = count.dataset.template
        .replace("{have}", boxes.filter((box) => box.checked).length).replace("{total}", boxes.length);
    });
  });

  // Unsent text of areas that ask for it, in this tab only, gone once the form is sent.
  all("textarea[data-draft]").forEach((area) => {
    const key = `mc-draft:${area.dataset.draft}`;
    const kept = tab((s) => s.getItem(key));
    if (kept && !area.value.trim()) {
      area.value = kept;
      const note = make("p");
      note.className = "govuk-hint";
      note.setAttribute("role", "status");
      note.textContent = area.dataset.draftNote;
      area.after(note);
    }
    area.addEventListener("input", () => tab((s) => s.setItem(key, area.value)));
    if (area.form) area.form.addEventListener("submit", () => tab((s) => s.removeItem(key)));
  });

  // A double click sends a form once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (Date.now() - (form.dataset.sent || 0) < 1000) event.preventDefault();
    else form.dataset.sent = Date.now();
  });

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-copy], [data-print], [data-shortcuts-open], [data-dialog-close]");
    if (!target) return;
    if (target.matches("[data-print]")) window.print();
    if (target.matches("[data-shortcuts-open]")) openShortcuts();
    if (target.matches("[data-dialog-close]")) target.closest("dialog").close();
    if (target.matches("[data-copy]")) {
      navigator.clipboard.writeText(target.dataset.copy).then(() => {
        first("[aria-live]", target).textContent = target.dataset.copied;
      });
    }
  });

  all("[data-needs-js]").forEach((element) => { element.hidden = false; });
  all("[data-key]").forEach((e) => e.setAttribute("aria-keyshortcuts", e.dataset.key.replace("Ctrl", "Control")));
  const focused = first("[data-focus]");
  if (focused) focused.focus();
})();
