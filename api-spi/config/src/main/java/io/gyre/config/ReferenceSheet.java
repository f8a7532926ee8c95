package io.gyre.config;

import java.util.List;

/** What the reference is written on. Cells in backticks are code. Not thread-safe. */
abstract sealed class ReferenceSheet {

  private static final List<String> HEAD =
      List.of("key", "type", "default", "environment", "meaning");

  final StringBuilder out = new StringBuilder();

  abstract void title(String text);

  abstract void section(String path, String doc);

  abstract void table(List<List<String>> rows);

  abstract String page();

  /** Tables of Markdown. */
  static final class Markdown extends ReferenceSheet {

    @Override
    void title(String text) {
      out.append("# ").append(text).append('\n');
    }

    @Override
    void section(String path, String doc) {
      out.append("\n## ").append(path).append("\n\n").append(doc).append('\n');
    }

    @Override
    void table(List<List<String>> rows) {
      out.append("\n| ").append(String.join(" | ", HEAD)).append(" |\n|---|---|---|---|---|\n");
      for (List<String> cells : rows) {
        List<String> escaped = cells.stream().map(cell -> cell.replace("|", "\\|")).toList();
        out.append("| ").append(String.join(" | ", escaped)).append(" |\n");
      }
    }

    @Override
    String page() {
      return out.toString();
    }
  }

  /** One page of HTML that needs nothing else. */
  static final class Html extends ReferenceSheet {

    private static final String STYLE =
        """
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border-bottom: 1px solid #ddd; padding: .3rem .8rem .3rem 0; text-align: left; vertical-align: top; }
        code { overflow-wrap: anywhere; }
        nav a { margin-right: 1rem; }
        @media (prefers-color-scheme: dark) { body { background: #161616; color: #e8e8e8; } a { color: #8ab4f8; }
          th, td { border-color: #444; } }
        """;

    private final StringBuilder contents = new StringBuilder();
    private String title = "";

    @Override
    void title(String text) {
      title = text;
    }

    @Override
    void section(String path, String doc) {
      String id = escaped(path);
      if (!path.contains(".")) {
        contents.append("<a href=\"#").append(id).append("\">").append(id).append("</a>\n");
      }
      out.append("<h2 id=\"").append(id).append("\">").append(id).append("</h2>\n<p>");
      out.append(escaped(doc)).append("</p>\n");
    }

    @Override
    void table(List<List<String>> rows) {
      out.append("<table>\n<tr><th>").append(String.join("</th><th>", HEAD)).append("</th></tr>\n");
      for (List<String> cells : rows) {
        out.append("<tr><td>")
            .append(String.join("</td><td>", cells.stream().map(Html::cell).toList()))
            .append("</td></tr>\n");
      }
      out.append("</table>\n");
    }

    private static String cell(String text) {
      boolean code = text.length() > 1 && text.startsWith("`") && text.endsWith("`");
      return code
          ? "<code>" + escaped(text.substring(1, text.length() - 1)) + "</code>"
          : escaped(text);
    }

    private static String escaped(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    @Override
    String page() {
      return """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%1$s</title>
      <style>
      %2$s</style>
      <h1>%1$s</h1>
      <nav>
      %3$s</nav>
      %4$s</html>
      """
          .formatted(escaped(title), STYLE, contents, out);
    }
  }
}
