using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>The report of <c>judge-page.mjs</c> about a page on this machine.</summary>
internal sealed record PageCheck(IReadOnlyList<PageCheck.View> Views, PageCheck.Printed Print)
{
    /// <param name="file">The page: a file, or a URL.</param>
    /// <param name="widths">Of the window, in CSS pixels; 1280 pixels at 400 % are always checked too.</param>
    /// <exception cref="InvalidOperationException">Node or Chromium failed; the message contains their output.</exception>
    public static Task<PageCheck> OfAsync(string file, params int[] widths) =>
        PageScript.RunAsync<PageCheck>("judge-page.mjs", [file, .. widths.Select(static width => $"{width}")]);

    /// <param name="Name">Width or zoom.</param>
    /// <param name="Rules">How many rules of axe-core applied.</param>
    /// <param name="Violations">The findings of axe-core.</param>
    /// <param name="Incomplete">The checks that axe-core cannot decide.</param>
    /// <param name="ScrollWidth">Of the document.</param>
    /// <param name="ClientWidth">Of the window.</param>
    /// <param name="Scrolled">How far the document scrolled sideways on request.</param>
    /// <param name="Requests">Everything that the page loaded, itself included.</param>
    /// <param name="Messages">Errors and warnings of the console: violations of the page's policy are among them.</param>
    internal sealed record View(string Name, int Rules, IReadOnlyList<string> Violations, IReadOnlyList<string> Incomplete, int ScrollWidth,
        int ClientWidth, double Scrolled, IReadOnlyList<string> Requests, IReadOnlyList<string> Messages);

    /// <param name="Start">The first bytes.</param>
    /// <param name="Bytes">The length.</param>
    /// <param name="Pages">How many pages there are.</param>
    internal sealed record Printed(string Start, int Bytes, int Pages);
}
