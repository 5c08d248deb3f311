// Adds filters and sorting to tables. Every page reads the same without it.
"use strict";
(function () {
  function textOf(cell) { return cell ? cell.textContent.trim() : ""; }

  function addFilter(frame, table) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    if (rows.length < 8) { return; }
    var label = document.createElement("label");
    var words = document.createElement("span");
    words.textContent = "Filter ";
    var input = document.createElement("input");
    input.type = "search";
    input.setAttribute("autocomplete", "off");
    label.appendChild(words);
    label.appendChild(input);
    var count = document.createElement("span");
    count.setAttribute("role", "status");
    var box = document.createElement("div");
    box.className = "filter";
    box.appendChild(label);
    box.appendChild(count);
    frame.insertBefore(box, table);
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
    input.addEventListener("input", function () {
      var wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, index) {
        var fits = wanted.every(function (word) { return texts[index].indexOf(word) >= 0; });
        row.hidden = !fits;
        if (fits) { shown += 1; }
      });
      count.textContent = wanted.length ? shown + " of " + rows.length + " rows" : "";
    });
  }

  function addSorting(table) {
    var body = table.tBodies[0];
    var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
    heads.forEach(function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.setAttribute("aria-label", "Sort by " + textOf(head));
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var rows = Array.prototype.slice.call(body.rows);
        var order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
        rows.sort(function (left, right) {
          var result = order.compare(textOf(left.cells[column]), textOf(right.cells[column]));
          return down ? -result : result;
        });
        rows.forEach(function (row) { body.appendChild(row); });
      });
    });
  }

  // On a phone the list of pages starts folded.
  var menu = document.querySelector(".menu");
  if (menu && window.matchMedia("(max-width: 52rem)").matches) { menu.open = false; }

  document.querySelectorAll("[data-filter]").forEach(function (frame) {
    var table = frame.querySelector("table");
    if (!table || !table.tHead || !table.tBodies.length) { return; }
    addFilter(frame, table);
    addSorting(table);
  });
})();
