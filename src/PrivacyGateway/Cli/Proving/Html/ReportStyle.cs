namespace PrivacyGateway.Cli.Proving.Html;

/// <summary>The report's style sheet; it loads nothing.</summary>
internal static class ReportStyle
{
    public const string Css =
        """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1rem; max-width: 70rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
        h1, h2, h3, h4 { line-height: 1.25; margin: 2rem 0 .5rem; break-after: avoid; }
        h1 { margin-top: 0; }
        a { color: #003c8f; }
        .verdict { padding: 1rem; border: 3px solid; font-size: 1.25rem; font-weight: 700; }
        .fine { color: #0b4f1c; background: #eef8f0; }
        .bad { color: #8c0010; background: #fdf0f1; }
        .red { padding: .5rem 1rem; border-left: 6px solid #8c0010; color: #8c0010; background: #fdf0f1; font-weight: 700; }
        dl { display: grid; gap: .25rem 1rem; }
        dl div { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: 1rem; }
        dt { font-weight: 700; }
        dd { margin: 0; }
        table { width: 100%; border-collapse: collapse; margin: 1rem 0; font-size: .9rem; }
        caption { text-align: left; font-weight: 700; padding: .5rem 0; }
        th, td { border: 1px solid #666; padding: .35rem .5rem; text-align: left; vertical-align: top; min-width: 5.5rem; }
        thead th { background: #eee; }
        tbody th { font-weight: 400; }
        pre { white-space: pre-wrap; padding: 1rem; border: 1px solid #666; background: #f7f7f7; }
        @media screen and (max-width: 45em) {
          dl div { grid-template-columns: 1fr; gap: 0; }
          thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
          table, caption, tbody, tr, tbody th, tbody td { display: block; width: 100%; min-width: 0; }
          tr { margin-bottom: .75rem; border: 1px solid #666; }
          tbody th, tbody td { border: 0; }
          tbody th::before, tbody td::before { content: attr(data-label) ": "; font-weight: 700; }
        }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          thead { display: table-header-group; }
          tr { break-inside: avoid; }
          article + article { break-before: page; }
          a { color: inherit; }
        }
        @page { margin: 15mm; }
        """;
}
