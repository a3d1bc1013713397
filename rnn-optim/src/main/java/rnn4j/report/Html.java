package rnn4j.report;

import com.google.common.html.HtmlEscapers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The frame of a page, and text in it. */
final class Html {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --faint: #d5dae0; --line: #0b62c4; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6e9ed; --paper: #14171b; --faint: #39414a; --line: #6cb2ff; }
            }
            @media print {
              :root { --ink: #000; --paper: #fff; --faint: #bbb; --line: #000; }
              svg, figure, table, pre { break-inside: avoid; }
            }
            body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 1360px; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; margin-bottom: 1.5rem; }
            td, th { text-align: left; padding: .2rem 1rem .2rem 0; border-bottom: 1px solid var(--faint); }
            pre { white-space: pre-wrap; border: 1px solid var(--faint); padding: .6rem; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 1rem; }
            svg { width: 100%; height: auto; }
            svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
            svg .title { font-weight: 600; }
            svg .grid { stroke: var(--faint); }
            svg .band { fill: var(--line); fill-opacity: .18; stroke: var(--line); stroke-opacity: .3; }
            svg .line { fill: none; stroke: var(--line); stroke-width: 1.6; }
            svg .dot { fill: var(--line); }
            img { max-width: 100%; }
            """;

    private Html() {}

    /**
     * Writes a page; a file that was there is replaced only when the new one is whole.
     *
     * @param what begins the error when it can't be written
     */
    static void write(String what, String page, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                Files.write(part, page.getBytes(StandardCharsets.UTF_8)); // half a character becomes '?'
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(what + ": can't write " + file + "; give a path that can be written", e);
        }
    }

    /** Returns text that is no markup, in an element as well as in an attribute. */
    static String escaped(String text) {
        return HtmlEscapers.htmlEscaper().escape(text);
    }

    /**
     * Returns a page that needs nothing from elsewhere.
     *
     * @param refresh after how many seconds it is asked for again; 0 for never
     */
    static String page(String title, int refresh, String body) {
        String again = refresh > 0 ? "<meta http-equiv=\"refresh\" content=\"" + refresh + "\">\n" : "";
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n" + again
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
                + escaped(title) + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n<h1>" + escaped(title)
                + "</h1>\n" + body + "</body>\n</html>\n";
    }
}
