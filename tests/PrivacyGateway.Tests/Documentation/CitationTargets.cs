#pragma warning disable RS0030, MA0009, MA0023 // Patterns over the repository's own text, off any hot path.
using System.Text.Json;
using System.Text.RegularExpressions;
using PrivacyGateway.Tests.Architecture;

namespace PrivacyGateway.Tests.Documentation;

/// <summary>The targets of citations.</summary>
internal sealed partial class CitationTargets
{
    private const string Protocol = "docs/protocol.md";
    private const string Threats = "docs/security.md";
    private const string Captures = "tests/data/pixel-captures.json";

    private readonly Dictionary<CitationKind, HashSet<string>> _numbered = new()
    {
        [CitationKind.Section] = [.. Matches(Heading(), Protocol)],
        [CitationKind.Finding] = [.. Matches(Row(), Protocol)],
        [CitationKind.Erratum] = [.. Matches(Item(), Repository.Read(Protocol).Split("\n## Errata")[^1])],
        [CitationKind.Threat] = [.. Matches(Row(), Threats)],
        [CitationKind.Capture] = [.. JsonDocument.Parse(Repository.Read(Captures)).RootElement.GetProperty("scenarios").EnumerateObject()
            .Select(static scenario => scenario.Name.Split('-')[0])],
    };

    private readonly Dictionary<string, HashSet<string>> _anchors = new(StringComparer.Ordinal);

    public bool Has(Citation citation) => citation.Kind switch
    {
        CitationKind.Decision => Directory.EnumerateFiles(Repository.PathOf("docs/decisions"), $"{citation.Target}*.md").Any(),
        CitationKind.Page => File.Exists(Repository.PathOf(citation.Target)),
        CitationKind.Link => HasLink(citation.File, citation.Target),
        CitationKind.Code => HasCode(citation.Target),
        _ => _numbered[citation.Kind].Contains(citation.Target),
    };

    /// <summary>The anchors that a reader of the page on the web can jump to.</summary>
    public static IEnumerable<string> AnchorsOf(string page) =>
        Title().Matches(page).Select(
            static title => NotInAnchor().Replace(title.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))
            .Concat(Anchor().Matches(page).Select(static anchor => anchor.Groups[1].Value));

    private bool HasLink(string file, string link)
    {
        var (path, anchor) = link.Split('#') is [var before, var behind] ? (before, behind) : (link, null);
        var target = path.Length == 0
            ? file : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, path));
        if (!Path.Exists(Repository.PathOf(target)))
            return false;
        if (anchor is null)
            return true;
        if (!_anchors.TryGetValue(target, out var anchors))
            _anchors[target] = anchors = [.. AnchorsOf(Repository.Read(target))];
        return anchors.Contains(anchor);
    }

    /// <summary>A file or folder of the gateway, or of its tests; several types stand beside each other as <c>Room/A</c>.</summary>
    private static bool HasCode(string path) =>
        Directory.EnumerateDirectories(Repository.PathOf("tests")).Append(Repository.PathOf("src/PrivacyGateway"))
        .Any(root => Directory.Exists(Path.Combine(root, path)) || File.Exists(Path.Combine(root, $"{path}.cs"))
            || File.Exists(Path.Combine(root, path)));

    private static IEnumerable<string> Matches(Regex regex, string fileOrText) =>
        regex.Matches(fileOrText.Contains('\n', StringComparison.Ordinal) ? fileOrText : Repository.Read(fileOrText)).Select(
            static match => match.Groups[1].Value);

    [GeneratedRegex(@"^#+ (\d+(?:\.\d+)*)\.? ", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| ([GR]\d+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(\d+)\. ", RegexOptions.Multiline)]
    private static partial Regex Item();

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"<a (?:id|name)=""([^""]+)""")]
    private static partial Regex Anchor();
}
