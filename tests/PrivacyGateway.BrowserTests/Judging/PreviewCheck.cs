using PrivacyGateway.BrowserTests.Browsing;

namespace PrivacyGateway.BrowserTests.Judging;

/// <summary>The observations of <c>preview-pages.mjs</c> in a preview, from the state page to its end.</summary>
/// <param name="Identified">The page's main sentence after a hit without the cookie.</param>
/// <param name="Anonymous">After one with it.</param>
/// <param name="Met">Points of the specification's section 4 that are shown as met.</param>
/// <param name="NotMet">Those that are not.</param>
/// <param name="Hits">How many hits the page shows.</param>
/// <param name="Text">All its text.</param>
/// <param name="Replayed">The status of the link after its use.</param>
/// <param name="Toggled">Whether the keyboard unfolds a hit.</param>
/// <param name="Tree">The accessibility tree of the part about the latest hit.</param>
/// <param name="StateDuring">The text of the state page meanwhile.</param>
/// <param name="Cookies">The preview's cookies after its end.</param>
/// <param name="Tried">The text of the page for trying.</param>
/// <param name="Views">Each page at each size.</param>
/// <param name="Messages">Errors and warnings of the console: violations of a page's policy are among them.</param>
internal sealed record PreviewCheck(
    string Identified,
    string Anonymous,
    IReadOnlyList<string> Met,
    IReadOnlyList<string> NotMet,
    int Hits,
    string Text,
    int Replayed,
    bool Toggled,
    string Tree,
    string StateDuring,
    IReadOnlyList<string> Cookies,
    string Tried,
    IReadOnlyList<PreviewCheck.View> Views,
    IReadOnlyList<string> Messages)
{
    /// <param name="admin">The admin listener's URL.</param>
    /// <param name="host">The public host with its port.</param>
    /// <exception cref="InvalidOperationException">Node or Chromium failed; the message is what was said.</exception>
    public static Task<PreviewCheck> RunAsync(string admin, string host) =>
        PageScript.RunAsync<PreviewCheck>("preview-pages.mjs", admin, host);

    /// <param name="Name">Page, size and colours.</param>
    /// <param name="Rules">How many rules of axe-core applied.</param>
    /// <param name="Findings">The findings of axe-core, and the rules that it cannot decide.</param>
    /// <param name="IsTooWide">Whether the page scrolls sideways.</param>
    internal sealed record View(string Name, int Rules, IReadOnlyList<string> Findings, bool IsTooWide);
}
